using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Home-made settings in Python, read by the meaning of their names: config objects, classes of constants, defaults of flags.
/// A program says elsewhere what is not here, so nothing is called absent.
/// </summary>
internal sealed class PythonSettings : PythonDialect
{
    private static readonly HashSet<string> Kinds = [PythonRoots.Object, PythonRoots.Class, PythonRoots.Arguments, PythonRoots.Module];

    // What programs work out for themselves when a run starts.
    private static readonly SettingKey[] Counts = [Facts.Epochs, Facts.MaxSteps, Facts.BatchSize, Facts.EffectiveBatchSize];

    private static readonly HashSet<string> StepWords =
        ["batch_idx", "step_in_epoch", "global_step", "log_step", "iter_time", "step_time", "speed_stats", "train_loss", "val_loss",
            "elapsed"];

    private readonly Generic _generic = new();

    public PythonSettings()
        : base("generic", Language)
    {
    }

    public override int Precedence => 399;

    public override bool Recognises(ConfigView config) =>
        config.Root.Tag is { } tag && Kinds.Contains(tag) && !IsTest(config.File.Path) && !IsSchema(config.Root)
            && !IsRecordOfStep(config.Root) && !DrawsOnly(config.File.Text) && !OptimizesInputs(config.File.Path)
        && !(tag is (PythonRoots.Object or PythonRoots.Module) && Detectron2Overrides.DeclareDefaults(config.File.Text))
        && _generic.Recognises(WithoutCalls(config));

    public override IReadOnlyList<Recipe> Read(ConfigView config, ICollection<Observation> observations)
    {
        return _generic.Read(WithoutCalls(config), observations);
    }

    // A class with a _target_ lists the arguments of one constructor for Hydra, with that constructor's defaults.
    private static bool IsSchema(MappingNode root) => root.Tag == PythonRoots.Class && root.Has("_target_");

    // What a loop logs of each step holds the rate of that step.
    private static bool IsRecordOfStep(MappingNode root) => root.Tag == PythonRoots.Object
        && root.Entries.Any(entry => StepWords.Contains(KeyWords.Normalize(entry.Key.Text)));

    // What a program calls is for the dialects of calls.
    // A zero, or -1 for a rate, among the defaults of a class or of flags waits to be set, or counts what has been done.
    private static ConfigView WithoutCalls(ConfigView config)
    {
        var isDefaults = config.Root.Tag is PythonRoots.Class or PythonRoots.Arguments;
        var entries = config.Root.Entries
            .Where(entry => NodeTags.CalledBy(entry.Value) is null && entry.Key.Text != PythonFormat.Rest)
            .Where(entry => !isDefaults || !IsOpenZero(entry))
            .ToArray();
        var settings = new MappingNode(config.Root.Source, config.Root.Span, config.Root.Tag, entries);
        return new ConfigView(config.File, settings, isComplete: false) { Files = config.Files };
    }

    private static bool IsOpenZero(MappingEntry entry)
    {
        var word = KeyWords.Normalize(entry.Key.Text);
        return entry.Value is ScalarNode scalar && scalar.Read(ScalarSchema.Python) is { IsNumber: true, Number: var number }
            && ((number is 0 or -1 && RateKey.Of(word) is not null)
                || (number is 0 && Vocabulary.Numbers.Any(row => row.Words.Contains(word) && Counts.Contains(row.Key))));
    }

    // What an attack changes is a picture, not a network, and pictures stand other rates.
    private static bool OptimizesInputs(string path)
    {
        var file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return KeyWords.Split(KeyWords.Normalize(file.Replace(".py", "")))
            .Any(word => word is "attack" or "attacks" or "inversion" or "deepdream");
    }

    // A program that draws curves and trains nothing shows what a schedule looks like.
    private static bool DrawsOnly(string text) => text.IndexOf("matplotlib", StringComparison.Ordinal) >= 0
        && text.IndexOf("backward(", StringComparison.Ordinal) < 0 && text.IndexOf("fit(", StringComparison.Ordinal) < 0
        && text.IndexOf("rain(", StringComparison.Ordinal) < 0;

    public override IEnumerable<string> KeyScopes(ConfigView config) => Enumerable.Empty<string>();
}
