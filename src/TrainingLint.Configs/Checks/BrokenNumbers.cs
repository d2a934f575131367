using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks;

/// <summary>Text where a number belongs: letters among the digits, decimal commas, quotes, nothing at all.</summary>
internal static class BrokenNumbers
{
    private static readonly LazyRegex WithUnit = new(@"^[0-9]+(\.[0-9]+)?[kKmM]$", RegexOptions.CultureInvariant);

    private static readonly LazyRegex WithLetters = new("^[0-9]+(?![kKmMgG][bB]$)[a-zA-Z]{1,2}$", RegexOptions.CultureInvariant);

    private static readonly LazyRegex Word = new(@"^[a-z]{3,}(-[a-z]+)?$", RegexOptions.CultureInvariant);

    private static readonly LazyRegex Hexadecimal = new("^[0-9a-f]{2,64}$", RegexOptions.CultureInvariant);

    private static readonly SettingKey[] Seeds = [Facts.Seed, Facts.DataSeed];

    private static readonly string[] Modes = ["random", "none", "max", "full", "all", "whole", "entire", "full-batch", "complete", "maximum", "dataset", "inf", "infinite", "time", "dynamic", "variable", "null", "nan", "unlimited", "true", "false", "required", "fill", "tbd", "todo", "seed", "epoch", "epochs", "step", "steps", "auto", "cpu", "default"];

    private static readonly SettingKey[] Counted = [Facts.BatchSize, Facts.EffectiveBatchSize, Facts.Epochs, Facts.MaxSteps,
        Facts.WarmupSteps, Facts.WarmupEpochs, Facts.GradientAccumulation, Facts.Seed];

    private static readonly SettingKey[] Lengths = [Facts.Epochs, Facts.MaxSteps, Facts.WarmupSteps, Facts.WarmupEpochs];

    private static readonly string[] Launching = ["subprocess", "Popen", "os.environ", "os.system"];

    private static readonly string[] Workers = ["num_workers", "dataloader_num_workers", "n_workers", "workers_per_gpu"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var leaf in document.Leaves)
        {
            if (leaf.Entry.Value is not ScalarNode scalar || !document.IsOwn(scalar) || scalar.Tag is not null)
            {
                continue;
            }

            var isOfTraining = !leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment =>
                Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment)));
            if (IsHash(leaf, scalar.Text))
            {
                document.Observe(new WrongTypeObservation(scalar.Place, leaf.Path, "the text \"" + scalar.Text + "\"", "a whole number",
                    "generators take numbers only; a program that makes one out of the text knows what it means", Severity.Info));
            }
            else if ((BrokenNumber.IsBroken(scalar.Text) && IsNumeric(leaf)) || IsRemarkedOn(document, scalar, leaf)
                || (isOfTraining && IsUnitOrWord(document, scalar, leaf) && IsCount(leaf)))
            {
                document.Observe(new WrongTypeObservation(scalar.Place, leaf.Path, "the text \"" + scalar.Text + "\"", "a number", "training stops when the value is used", Severity.Error));
            }
            else if (isOfTraining && document.IsHomeMade && scalar.Style == ScalarStyle.Quoted
                && document.View.File.Format != ConfigFormats.Json && document.View.Root.Tag != PythonRoots.Arguments
                && RateKey.Of(leaf.Word) is not null && !MakesCommands(document.View.File) && Meant(document, scalar) is { } number)
            {
                document.Observe(new TextNumberObservation(scalar.Place, leaf.Path, scalar.Text, number,
                    document.View.File.Format.Kind == FormatKind.Code ? "Python" : "every YAML loader",
                    "unless the program converts it, the optimizer is built with text and stops with a TypeError"));
            }
        }
    }

    // seed: 7a may be half a hash that the program turns into a number; 1O and l2 are slips.
    private static bool IsHash(Leaf leaf, string text) => Names(leaf, Seeds) && Hexadecimal.IsMatch(text) && text.Any(char.IsDigit)
        && text.Any(char.IsLetter) && ScalarResolver.AnyNumber(text) is null;

    // A warmup of 10% is a share that some programs read; a flag's text belongs to the shell.
    private static bool IsRemarkedOn(CheckedDocument document, ScalarNode scalar, Leaf leaf) =>
        document.View.File.Format.Kind == FormatKind.Document && BrokenNumber.IsFollowed(scalar.Text) && IsNumeric(leaf)
        && !Placeholders.IsPlaceholder(scalar) && !(scalar.Text.EndsWith("%", System.StringComparison.Ordinal) && IsLength(leaf));

    // batch_size: 4k and epochs: ten; what a program may well take for a word of its own is left alone.
    // A program of one's own may take 500k steps apart, and no program takes batches of 4k or 32x.
    // epoch: latest names a checkpoint (pytorch-CycleGAN-and-pix2pix, options/base_options.py).
    private static bool IsUnitOrWord(CheckedDocument document, ScalarNode scalar, Leaf leaf) =>
        !(leaf.Word == "epoch" && (scalar.Text is "latest" or "best" or "last"))
            && scalar.Read(document.Dialect.Loader.Schema).Kind == ScalarKind.Text && !Placeholders.IsPlaceholder(scalar)
            && !Placeholders.IsNone(scalar.Text)
        && ((WithUnit.IsMatch(scalar.Text) && !(document.View.File.Format.Kind == FormatKind.Code && IsLength(leaf)))
            || (WithLetters.IsMatch(scalar.Text) && !IsLength(leaf))
            || (Word.IsMatch(scalar.Text) && !Modes.Contains(scalar.Text.ToLowerInvariant())
            && !Vocabulary.RateModes.Contains(scalar.Text.ToLowerInvariant())));

    private static bool IsCount(Leaf leaf) => Workers.Contains(leaf.Word) || Names(leaf, Counted);

    private static bool IsLength(Leaf leaf) => Names(leaf, Lengths);

    private static bool Names(Leaf leaf, SettingKey[] keys) =>
        Vocabulary.Numbers.Any(row => keys.Contains(row.Key) && row.Words.Contains(leaf.Word));

    // What becomes a command line or an environment is text all over.
    private static bool MakesCommands(SourceFile file) => file.Format.Kind == FormatKind.Code
        && Launching.Any(word => file.Text.IndexOf(word, System.StringComparison.Ordinal) >= 0);

    private static double? Meant(CheckedDocument document, ScalarNode scalar) =>
        scalar.Read(document.Dialect.Loader.Schema).Kind == ScalarKind.Text ? ScalarResolver.AnyNumber(scalar.Text) : null;

    private static bool IsNumeric(Leaf leaf) =>
        RateKey.Of(leaf.Word) is not null || Vocabulary.Numbers.Any(row => row.Words.Contains(leaf.Word))
            || leaf.Word.EndsWith("dropout", System.StringComparison.Ordinal) || leaf.Word.EndsWith("dropout_rate", System.StringComparison.Ordinal);
}
