using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// The fallback: reads any config that sets a learning rate by the meaning of its keys, since most of the world's configs belong to no framework.
/// Every mapping that holds a rate is a recipe; its other settings are the nearest ones in the document.
/// What is not written is unknown here, because code fills it in, but for optimizers whose constructor is named with its arguments.
/// </summary>
internal class Generic() : Dialect("generic", Loaders.Unspecified)
{
    private const int LeastEvidence = 1;

    // A mapping with this many entries is a vocabulary or a table of results, whatever its keys are called.
    private const int MostEntries = 400;

    // Words long enough that nobody has another word one slip away.
    private static readonly string[] LongWords =
        ["learning_rate", "weight_decay", "batch_size", "warmup_steps", "warmup_epochs", "num_epochs", "max_epochs", "momentum", "label_smoothing",
            "gradient_accumulation_steps", "lr_scheduler", "scheduler", "optimizer", "num_workers", "max_steps", "dropout", "step_size",
            "max_grad_norm", "gradient_clip", "gradient_clip_val", "num_train_epochs", "train_batch_size", "eval_interval", "save_interval",
            "warmup_iters", "max_iters", "total_steps"];

    // Shorter words, of which only two neighbours exchanged are a slip: gamam, sede, T_amx.
    private static readonly string[] ShortWords =
        ["patience", "milestones", "random_seed", "seed", "gamma", "t_max", "eta_min", "base_lr",
            "init_lr", "max_lr", "min_lr", "epochs", "betas", "warmup", "factor", "lr_gamma"];

    // Words for the rate at which a phase ends.
    private static readonly string[] RampEnds =
        ["end_learning_rate", "end_lr", "target_lr", "target_learning_rate", "final_lr", "final_learning_rate", "lr_end"];

    /// <summary>True where such a file describes a search over settings.</summary>
    protected virtual bool IsSweep => false;

    /// <summary>The words under which people name the file that theirs draws on.</summary>
    public static BaseFiles GuessedBases { get; } = new("_base_")
    {
        OtherKeys = ["_BASE_", "BASE", "__BASE__", "__base__", "base", "base_config", "_base_config_", "BASE_CONFIG", "base_cfg", "inherit_from", "inherit", "inherits", "parent", "parent_config", "extends", "include", "includes", "__include__", "import", "imports", "defaults", "default_config"],
        IsGuess = true,
        DeleteKey = "_delete_",
        FromWorkingDirectory = true,
    };

    private static readonly BaseFiles Groups = new("defaults") { AreHydraGroups = true };

    /// <summary>A defaults list picks from groups as Hydra does; any other word names files.</summary>
    public override BaseFiles? BasesOf(ConfigView config) => config.Root["defaults"] is SequenceNode { Items.Count: > 0 } ? Groups : GuessedBases;

    public override int Precedence => 420;

    public override bool IsWrittenIn(ConfigFormat format) => format.Kind is FormatKind.Document or FormatKind.CommandLine;

    public override bool Recognises(ConfigView config)
    {
        if (config.Keys.Any(key => Vocabulary.OtherFiles.Contains(key.ToLowerInvariant())))
        {
            return false;
        }

        // A launcher that leaves the rate to its program's default trains as well.
        if (config.Root.Command is not null && config.Root.Entries.Count > 0 && FlagsOfProgram.HaveRate(config))
        {
            return true;
        }

        // Most files of the world set no rate, and the words of all their keys need not be taken apart to see that.
        if (LeafCollector.Collect(config.Root, MayNameRate).Count == 0)
        {
            return RunsWithoutRate.Are(config);
        }

        var leaves = LeafCollector.Of(config);
        return leaves.Any(IsRate)
            ? Evidence(config, leaves) >= LeastEvidence || (config.Root.Command is not null && leaves.Any(IsPlainRate))
            : Evidence(config, leaves) >= LeastEvidence && leaves.Any(IsSlipOfRate);
    }

    private static bool IsSlipOfRate(Leaf leaf) => IsSlipOf(leaf.Word, "learning_rate") || leaf.Word is "base_rl" or "init_rl" or "max_rl";

    // A command says what differs from the defaults of its program: a rate in full letters is enough.
    private static bool IsPlainRate(Leaf leaf) =>
        leaf.Word == "learning_rate" && leaf.Segments.Count == 1
        && leaf.Entry.Value is ScalarNode { Tag: NodeTags.Float or NodeTags.Integer };

    public override IReadOnlyList<Recipe> Read(ConfigView config, ICollection<Observation> observations)
    {
        var leaves = PlayerPrefixes.Unfold(LeafCollector.Of(config));
        var program = ProgramBeside.Of(config, leaves);
        var loader = LoaderOf(config);
        var isTold = FileDirectives.Of(config.File).Loader is not null;
        var scope = new RecipeScope(config, isTold ? loader : program?.Loader(loader) ?? loader, observations);
        var found = FrozenParts.Without(scope, leaves, [.. leaves.Where(IsRate)]);
        var rates = WithoutStarts(scope, leaves, WithoutVariables(scope, found));
        ObserveMisspelt(config, leaves, program, observations);
        ConstructorArguments.Observe(config, leaves, observations);
        var drafter = new RecipeDrafter(scope, leaves, rates, IsSweep) { Program = program };
        var recipes = rates.Length == 0 ? [drafter.Draft(null)] : drafter.DraftAll();
        program?.Observe(recipes, observations);
        if (program?.KnowsLoader != true && !isTold)
        {
            UnknownLoader.Observe(config, leaves, recipes, observations);
        }

        return recipes;
    }

    // A rate at the top that optimizers refer to (lr: ${lr}) is their variable, not the rate of a further optimizer.
    private static Leaf[] WithoutVariables(RecipeScope scope, Leaf[] rates)
    {
        var targets = new HashSet<ConfigNode>(rates.Select(rate => (rate.Entry.Value, Target: scope.Follow(rate.Entry.Value, rate.Path)))
            .Where(rate => !ReferenceEquals(rate.Value, rate.Target)).Select(rate => rate.Target));
        return [.. rates.Where(rate => !targets.Contains(rate.Entry.Value))];
    }

    // start_lr beside or above the rate of a warmup, and the rate beside the max_lr of a cycle, are where the ramp begins.
    private static Leaf[] WithoutStarts(RecipeScope scope, IReadOnlyList<Leaf> leaves, Leaf[] rates) =>
        [.. rates.Where(rate =>
            !StartsRamp(scope, leaves, rate) && !Array.Exists(rates,
                peak => (LeadsInto(rate, peak) || IsBelowPeak(leaves, rate, peak))
                    && rate.NumberIn(scope).Or(double.NaN) < peak.NumberIn(scope).Or(double.NaN)))];

    // A phase that rises from its start to its end, as LinearLR: {initial_learning_rate: 0.0, end_learning_rate: 5e-5} (Cerebras' modelzoo)
    // and LRScheduler('linear', base_lr=0, target_lr=opt.lr) (gluon-cv) do: in a list of phases, or from zero.
    private static bool StartsRamp(RecipeScope scope, IReadOnlyList<Leaf> leaves, Leaf rate) =>
        rate.NumberIn(scope).TryGet(out var start)
        && (start == 0 || IsListed(rate))
        && leaves.Any(end => end.ParentPath == rate.ParentPath && RampEnds.Contains(end.Word)
            && (end.NumberIn(scope).TryGet(out var peak) ? peak > start : start == 0));

    private static bool IsListed(Leaf leaf) => leaf.Segments.Any(segment => segment.All(char.IsDigit));

    private static bool LeadsInto(Leaf start, Leaf peak) =>
        start.Word == "start_lr" && peak.Word != "start_lr"
            && (peak.ParentPath == start.ParentPath || peak.ParentPath.StartsWith(start.ParentPath + ".", StringComparison.Ordinal));

    // With both a min_lr and a max_lr the two are bounds of a rate that moves between them.
    private static bool IsBelowPeak(IReadOnlyList<Leaf> leaves, Leaf rate, Leaf peak) =>
        Vocabulary.Peaks.Contains(peak.Word) && !Vocabulary.Peaks.Contains(rate.Word) && peak.ParentPath == rate.ParentPath
        && !leaves.Any(leaf => leaf.Word is "min_lr" or "lr_min" && leaf.ParentPath == rate.ParentPath);

    private static Loader LoaderOf(ConfigView config) =>
        FileDirectives.Of(config.File).Loader is { } told ? told : config.File.Format == ConfigFormats.Json
            ? Loaders.Json with { TextNumberConsequence = null, Interpolation = Interpolation.Common } : Loaders.Unspecified;

    private static bool MayNameRate(string key) =>
        key.IndexOf("lr", StringComparison.OrdinalIgnoreCase) >= 0 || key.IndexOf("rate", StringComparison.OrdinalIgnoreCase) >= 0
        || (key.Length >= 8 && key[0] is 'l' or 'L') || key.EndsWith("_rl", StringComparison.OrdinalIgnoreCase);

    private static bool IsRate(Leaf leaf) =>
        RateKey.Of(leaf.Word) is not null && !IsOfMomentum(leaf) && leaf.Siblings <= MostEntries && !IsProse(leaf)
        && !IsResolution(leaf) && !IsFrozenGroup(leaf) && !IsListOfNames(leaf)
        && !leaf.Segments.Take(leaf.Segments.Count - 1).Any(segment => Vocabulary.OtherSections.Contains(KeyWords.Normalize(segment)));

    // Super-resolution calls its small images lr: data: {lr: 32, hr: 128}.
    private static bool IsResolution(Leaf leaf) =>
        leaf.Word == "lr" && leaf.Segments.Count > 1 && IsOfData(KeyWords.Normalize(leaf.Segments[leaf.Segments.Count - 2]))
        && leaf.Entry.Value is ScalarNode { Tag: null, Text: { Length: > 0 } text } && text.All(char.IsDigit) && text.Length > 1;

    private static bool IsOfData(string word) => KeyWords.Split(word).Any(part =>
        part is "data" or "dataset" or "datasets" or "image" or "images" or "resolution" or "size" or "sizes" or "dataloader");

    // A rate of zero in a group of parameters holds these still on purpose.
    private static bool IsFrozenGroup(Leaf leaf) =>
        leaf.Entry.Value is ScalarNode { Text: "0" or "0.0" or "0." } && leaf.Segments.Take(leaf.Segments.Count - 1)
            .Any(segment => KeyWords.Normalize(segment) is "pconfig" or "param_groups" or "paramwise_cfg"
                or "custom_keys" or "group_params");

    // A table of translations or labels names rates too; what stands there is for people, or another program's word for it.
    private static bool IsProse(Leaf leaf) =>
        leaf.Entry.Value is ScalarNode { Text: { Length: > 0 } text } && char.IsLetter(text[0]) && !text.Any(char.IsDigit)
        && (text.Any(c => c == ' ' || c > '\u007f') || RateKey.Of(KeyWords.Normalize(text)) is not null
            || string.Equals(text, leaf.Entry.Key.Text, StringComparison.OrdinalIgnoreCase));

    // "init_lr": ["init_lr_ratio"] lists the settings that belong to a word (chemprop, cli/hpopt.py).
    private static bool IsListOfNames(Leaf leaf) => leaf.Entry.Value is SequenceNode { Items.Count: > 0 } list
        && list.Items.All(item => item is ScalarNode { Text: { Length: > 3 } text } && text.All(c => char.IsLetter(c) || c == '_'));

    // momentum_rate.base_learning_rate: the momentum of a teacher's average, on a schedule of the same form (scenic, projects/loca).
    private static bool IsOfMomentum(Leaf leaf) => leaf.Segments.Take(leaf.Segments.Count - 1)
        .Any(segment => KeyWords.Split(KeyWords.Normalize(segment)).Contains("momentum"));

    private static int Evidence(ConfigView config, IReadOnlyList<Leaf> leaves)
    {
        var words = new HashSet<string>(leaves.SelectMany(leaf => leaf.Segments).Concat(config.Keys).Select(KeyWords.Normalize),
            StringComparer.Ordinal);
        var evidence = words.Count(word => Vocabulary.Evidence.Contains(word));
        // A rate that is spelt out in full next to an optimizer's class needs no other witness.
        var namesOptimizer =
            leaves.Any(leaf =>
                leaf.Entry.Value is ScalarNode scalar && scalar.Text.Length < 80 && OptimizerFamilies.IsNamedBy(scalar.Text));

        // So does a rate that a training script is told.
        var startsTraining = config.Root.Command is { Stem: var stem } && (stem.Contains("train") || stem.Contains("tune"));
        return evidence + (namesOptimizer ? 1 : 0) + (startsTraining ? 1 : 0);
    }

    private static void ObserveMisspelt(ConfigView config, IReadOnlyList<Leaf> leaves, ProgramBeside? program,
        ICollection<Observation> observations)
    {
        foreach (var leaf in leaves)
        {
            foreach (var meant in LongWords.Where(meant => IsSlipOf(leaf.Word, meant))
                .Concat(ShortWords.Where(meant => Slip.IsSwap(leaf.Word, meant))))
            {
                if (!IsKnown(leaf.Word) && program?.Reads(leaf) != true && !leaves.Any(other =>
                    other.Word == meant && other.ParentPath == leaf.ParentPath && ReferenceEquals(other.Entry.Key.Source, config.File)))
                {
                    observations.Add(new MisspeltKeyObservation(leaf.Entry.Key.Place, leaf.Path, leaf.Entry.Key.Text, meant,
                        "a program that looks for '" + meant + "' does not find it")
                    {
                        // Parsers of flags stop at what they do not know, so that a flag of a launcher in use is its program's own word.
                        IsGuess = config.Root.Command is not null,
                    });
                }
            }
        }
    }

    // Without a framework, singular and plural are two words, not a slip, and stepsize is a name that people give.
    private static bool IsSlipOf(string word, string meant) => MisspeltKeys.IsOneSlip(word, meant)
        && word is not ("stepsize" or "optimize") && word.TrimEnd('s') != meant.TrimEnd('s');

    private static bool IsKnown(string word) =>
        Vocabulary.Evidence.Contains(word) || RateKey.Of(word) is not null || Vocabulary.Numbers.Any(row => row.Words.Contains(word));
}
