using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>Turns the leaves of a home-made config into recipes, one for each place that holds a rate.</summary>
internal sealed class RecipeDrafter(RecipeScope scope, IReadOnlyList<Leaf> leaves, IReadOnlyList<Leaf> rates,
    bool isSweep = false)
{
    private const double LikelySteps = 1;
    private const double ChosenByProgram = -1;

    // beta1: 500 weighs a part of a loss (neural attention distillation).
    private const double LeastWeight = 100;
    private const double LikelyPeak = 1;

    // Floors that are meant as a share of the peak are a hundredth of it or more.
    private const double SmallestShare = 5e-3;

    private static readonly HashSet<string> Federated = new(
        ["join_ratio", "num_clients", "client_num", "client_num_per_round", "clients_per_round", "local_epoch", "local_epochs", "local_ep",
            "client_lr"],
        StringComparer.Ordinal);

    private static readonly SettingKey[] BatchSizes = [Facts.BatchSize, Facts.EffectiveBatchSize];

    /// <summary>The program that reads the config; null where none is known.</summary>
    public ProgramBeside? Program { get; init; }

    /// <summary>All recipes, in the order in which their rates are written.</summary>
    public IReadOnlyList<Recipe> DraftAll()
    {
        var groups = rates.GroupBy(rate => (Home: HomeOf(rate), RateKey.Of(rate.Word)!.Player)).ToArray();
        return [.. groups.Select(group => Draft([.. group]))];
    }

    /// <summary>One recipe from the rates of one place; null for a document whose rate cannot be found.</summary>
    public Recipe Draft(IReadOnlyList<Leaf>? group)
    {
        var main = group?.FirstOrDefault(rate => RateKey.Of(rate.Word)!.Part is null && !IsInList(rate)) ?? group?[0];
        var home = main is null ? "" : HomeOf(main);
        var player = main is null ? null : RateKey.Of(main.Word)!.Player;
        var place = main?.Entry.Key.Place ?? scope.View.Root.Place;
        var draft = new RecipeBuilder(NameOf(home, player), "generic", place) { IsFragment = true };
        draft.Set(Facts.Sweep, isSweep ? Setting<bool>.ByDefault(true) : Setting<bool>.Unknown);
        draft.Mean(Facts.EarlyStoppingPatience, Meaning.ZeroIsOff);
        if (main is not null)
        {
            draft.Set(Facts.LearningRate, Rate(main));
            foreach (var other in group!.Where(rate => !ReferenceEquals(rate, main) && !MeaningOfZero.IsRateOfTheRest(Rate(rate))))
            {
                draft.ParameterGroups.Add(new ParameterGroup(RateKey.Of(other.Word)!.Part ?? other.ParentPath, Rate(other)));
            }
        }

        FillNumbers(draft, main, player);
        new NamedParts(scope, leaves).Fill(draft, main, Nearest);
        new ObjectiveReader(scope, leaves).Fill(draft);
        FillPrecision(draft);
        Probabilities.Complete(scope, draft, leaves);
        draft.ScheduleUnit = LengthUnit.Unknown;
        new ScheduleReader(scope, leaves).Fill(draft, main, Nearest);
        new EvaluationReader(scope, leaves).Fill(draft);
        CompleteWhole(draft);
        ScaledRate.Fill(scope, draft);
        if (MeaningOfZero.TrainsNothing(draft) || MeasuringRuns.Speak(scope, leaves) || FrozenParts.AreAll(scope, leaves, draft))
        {
            // Nothing is trained, so a rate of zero is none, and so is a length.
            draft.Mean(Facts.LearningRate, Meaning.SetByScheduler).Mean(Meaning.ZeroIsUnlimited);
        }

        draft.FilledGaps = Program?.GapsOf(draft) ?? [];
        return draft.Build();
    }

    private void FillNumbers(RecipeBuilder draft, Leaf? main, string? player)
    {
        var zeros = new MeaningOfZero(scope, leaves, Program);
        foreach (var (key, words) in Vocabulary.Numbers)
        {
            if (Nearest(main,
                leaf => (words.Contains(leaf.Word) || IsLengthOfSection(key, leaf)
                        || (player is not null && words.Contains(Without(leaf.Word, player))))
                    && !IsForeign(key, leaf, main) && !zeros.IsSwitchedOff(key, words, leaf)) is { } leaf)
            {
                var setting = leaf.NumberIn(scope);
                if (setting is { HasValue: true, Text: { } text } && double.IsNaN(setting.Or(0)) && BrokenNumber.IsBroken(text))
                {
                    Values.ObserveWrongType(scope, setting);
                }

                draft.Set(key, zeros.IsNoLimit(key, leaf, setting) ? Setting<double>.Unresolved(setting.Text!, leaf.Path, setting.Place!)
                    : IsPlausible(draft, key, leaf, setting) ? setting : Implausible(setting));
            }
        }

        // Clients of a federation start afresh in each round, and FedAvg gives them plain SGD (McMahan et al. 2017).
        if (draft.Get(Facts.Momentum).Is(0) && leaves.Any(leaf => Federated.Contains(leaf.Word)))
        {
            draft.Set(Facts.Momentum, Setting<double>.Unknown);
        }

        FillPlainWarmup(draft, main);
        KeepOneHomeOfWarmup(draft);
        ForgetCounters(draft);
        if (Nearest(main, leaf => leaf.Word is "betas" or "adam_betas" or "beta") is { Entry.Value: SequenceNode { Items.Count: 2 } betas } pair)
        {
            draft.Set(Facts.Beta1, Values.Number(scope, betas.Items[0], pair.Path));
            draft.Set(Facts.Beta2, Values.Number(scope, betas.Items[1], pair.Path));
        }

        // "eps" and "epsilon" are Adam's only where the rate is; elsewhere they clip, smooth or explore.
        if (leaves.FirstOrDefault(leaf => main is not null && leaf.ParentPath == main.ParentPath && leaf.Word is "eps" or "adam_eps" or "adam_epsilon") is { } epsilon)
        {
            var setting = Values.Number(scope, epsilon.Entry.Value, epsilon.Path);
            Values.ObserveWrongType(scope, setting);
            draft.Set(Facts.Epsilon, setting);
        }
    }

    private bool IsForeign(SettingKey<double> key, Leaf leaf, Leaf? main) =>
        (key == Facts.Epochs && CountsWarmup(leaf)) || (key == Facts.MaxSteps && CountsSomethingElse(leaf))
        || (key == Facts.WarmupSteps && BelongsToPruner(leaf))
        || (key == Facts.Epochs && (CountsUpdates(leaf) || CountsSomethingElse(leaf))) || ForeignSections.Own(key, leaf, main);

    // training: {steps: 100}
    private static bool IsLengthOfSection(SettingKey<double> key, Leaf leaf) => key == Facts.MaxSteps && leaf.Word == "steps"
        && (leaf.ParentWord is "training" or "train" or "trainer" or "training_config" or "train_config") && leaf.Entry.Value is ScalarNode;

    // warmup: {epoch: 5} is the length of the warmup, and epoch: 0 beside epochs where a run stands.
    private bool CountsWarmup(Leaf leaf) => KeyWords.Normalize(leaf.Segments.Count > 1 ? leaf.Segments[leaf.Segments.Count - 2] : "")
            is "warmup" or "warm_up" or "lr_warmup" or "warmup_config"
        || (leaf.Word == "epoch" && leaves.Any(other => other.ParentPath == leaf.ParentPath && other.Word is "epochs" or "num_epochs"
            or "max_epochs" or "n_epochs" or "total_epochs"));

    // PPO's n_epochs counts passes over one rollout, not over a data set.
    private bool CountsUpdates(Leaf leaf) => leaf.Word is "n_epochs" or "num_epochs" or "epochs" or "n_epoch" or "num_epoch" or "nepochs"
        && leaves.Select(other => other.Word).Where(Vocabulary.Reinforcement.Contains).Distinct().Skip(1).Any();

    // A config that names model, data, length, batch and optimizer leaves nothing to a launcher but the seed, if it has none.
    private void CompleteWhole(RecipeBuilder draft)
    {
        bool Has(params string[] words) =>
            leaves.Any(leaf => leaf.Segments.Any(segment => Array.Exists(words, KeyWords.Normalize(segment).Contains)));
        if (draft.Get(Facts.LearningRate).HasValue && draft.Get(Facts.Optimizer).HasValue && draft.Get(Facts.BatchSize).HasValue
            && (draft.Get(Facts.Epochs).HasValue || draft.Get(Facts.MaxSteps).HasValue)
            && Has("model", "arch", "backbone", "network") && Has("data") && scope.View.IsComplete && !Has("seed", "random_state") && !Has("defaults", "_base_", "base"))
        {
            draft.IsFragment = false;
            draft.Set(Facts.Seed, Setting<double>.Missing);
        }
    }

    // total_iters of a scheduler's arguments is the length of one of its phases, max_iter of L-BFGS counts within a step, max_steps of an environment ends an episode.
    private static bool CountsSomethingElse(Leaf leaf) =>
        leaf.Segments.Take(leaf.Segments.Count - 1).Select(KeyWords.Normalize)
            .Any(segment => segment.Contains("sched") || segment.Contains("lbfgs") || segment is "env" or "envs" or "environment" or "environments");

    // Optuna's pruners wait for trials and steps before they judge (optuna/pruners/_median.py).
    private bool BelongsToPruner(Leaf leaf) =>
        leaf.Word == "n_warmup_steps" && leaves.Any(other => other.Word == "n_startup_trials" && other.ParentPath == leaf.ParentPath);

    // Without a unit, only zero, shares of the run, and what is longer than the run in epochs say what they mean.
    private void FillPlainWarmup(RecipeBuilder draft, Leaf? main)
    {
        if (Nearest(main, leaf => leaf.Word is "warmup" or "lr_warmup" or "warm_up") is { Entry.Value: ScalarNode } leaf
            && !ForeignSections.Own(Facts.WarmupRatio, leaf, main) && !IsInverse(leaf) && leaf.NumberIn(scope) is { HasValue: true } warmup)
        {
            var length = warmup.Or(1);
            if (length is >= 0 and < 1)
            {
                draft.Set(warmup.Is(0) ? Facts.WarmupSteps : Facts.WarmupRatio, warmup);
            }
            else if (draft.Get(Facts.Epochs).TryGet(out var epochs) && length > epochs && !draft.Get(Facts.WarmupSteps).IsWritten)
            {
                draft.Set(Facts.WarmupSteps, warmup);
            }
        }
    }

    // The warmup of k-diffusion's InverseLR is the factor of an exponential ramp (k_diffusion/utils.py).
    private bool IsInverse(Leaf warmup) => leaves.Any(leaf => leaf.ParentPath == warmup.ParentPath && leaf.Word is "inv_gamma");

    // Two warmups in different sections belong to different things; two in one section contradict each other.
    private static void KeepOneHomeOfWarmup(RecipeBuilder draft)
    {
        SettingKey<double>[] keys = [Facts.WarmupSteps, Facts.WarmupEpochs, Facts.WarmupRatio];
        var written = keys.Where(key => draft.Get(key).IsWritten).ToArray();
        foreach (var key in written.Skip(1).Where(key => Home(draft.Get(key)) != Home(draft.Get(written[0]))))
        {
            draft.Set(key, Setting<double>.Unknown);
        }

        // mmcv's warmup_ratio beside warmup_iters is the share of the rate from which the warmup starts.
        if (draft.Get(Facts.WarmupRatio) is { IsWritten: true } ratio && IsNamed(ratio, "warmup_ratio") && IsNamed(draft.Get(Facts.WarmupSteps), "warmup_iters"))
        {
            draft.Set(Facts.WarmupRatio, Setting<double>.Unknown);
        }
    }

    private static bool IsNamed(Setting setting, string word) =>
        setting.Key is { } key && KeyWords.Normalize(KeyWords.LastSegment(key)) == word;

    // 'epoch: 0' beside a number of steps is where a run stands, or where the program does not look; alone it would be its length.
    private static void ForgetCounters(RecipeBuilder draft)
    {
        if (draft.Get(Facts.Epochs) is { IsWritten: true } epochs && epochs.Is(0) && IsNamed(epochs, "epoch")
            && draft.Get(Facts.MaxSteps).Or(0) > 0)
        {
            draft.Set(Facts.Epochs, Setting<double>.Unknown);
        }
    }

    private static string Home(Setting setting) =>
        setting.Key is { } key && key.LastIndexOf('.') is > 0 and var split ? key.Substring(0, split) : "";

    // Programs that take a schedule's name or "lin_3e-4" in the place of a rate know what to do with it; nobody else does.
    private Setting<double> Rate(Leaf leaf)
    {
        var rate = leaf.NumberIn(scope);
        return rate is { HasValue: true, Text: { } text, Place: { } place } && double.IsNaN(rate.Or(0))
            && (Vocabulary.RateModes.Contains(KeyWords.Normalize(text)) || (char.IsLetter(text[0]) && text.Any(char.IsDigit)))
            ? Setting<double>.Unresolved(text, leaf.Path, place)
            : new MeaningOfZero(scope, leaves, Program).OfRate(leaf, rate);
    }

    // A home-made key may mean something else than its word says; what cannot be meant is left alone, except where a rule would name it.
    private bool IsPlausible(RecipeBuilder draft, SettingKey<double> key, Leaf leaf, Setting<double> setting)
    {
        if (!setting.TryGet(out var value))
        {
            return true;
        }

        return !double.IsNaN(value)
            && (key != Facts.WarmupSteps || value == 0 || value >= LikelySteps)
            && (!BatchSizes.Contains(key) || value != ChosenByProgram)
            && ((key != Facts.Beta1 && key != Facts.Beta2) || (value < LeastWeight && !WeighsParts(leaf)))
            && (key != Facts.WarmupStartLearningRate || leaf.Word != "warmup_lr" || !IsEndOfWarmup(draft, value))
            && (key != Facts.FinalLearningRate || leaf.Word != "end_lr" || !EndsWarmup(leaf, value))
            && (key != Facts.FinalLearningRate || !Vocabulary.AmbiguousFloors.Contains(leaf.Word) || value < SmallestShare
                || !(value > draft.Get(Facts.LearningRate).Or(double.MaxValue)));
    }

    // beta_1: 0.01 beside beta_2: 1 weighs two parts of a loss; Adam's first decay is 0 or large.
    private bool WeighsParts(Leaf leaf) => leaf.Word.StartsWith("beta", StringComparison.Ordinal) && leaves.Any(other =>
        other.Word is "beta1" or "beta_1" && other.ParentPath == leaf.ParentPath && other.NumberIn(scope).Or(0) is > 0 and < 0.3);

    // Schedulers that rise from base_lr to warmup_lr name the peak by the latter (DeCLIP, prototype/lr_scheduler; VQ-Diffusion,
    // engine/lr_scheduler.py), others the start; above the written rate, and not absurdly so, it is the peak.
    private static bool IsEndOfWarmup(RecipeBuilder draft, double value) =>
        value < LikelyPeak && draft.Get(Facts.LearningRate).TryGet(out var rate) && value > rate;

    // start_lr and end_lr of a warmup: the peak lies at its end.
    private bool EndsWarmup(Leaf end, double value) =>
        leaves.FirstOrDefault(leaf => leaf.Word == "start_lr" && leaf.ParentPath == end.ParentPath) is { } start
        && start.NumberIn(scope).TryGet(out var first) && first < value;

    // The program knows what a word in the place of a number means (batch_size: full).
    private static Setting<double> Implausible(Setting<double> setting) =>
        double.IsNaN(setting.Or(0)) && setting is { Text: { } text, Key: { } key, Place: { } place }
            ? Setting<double>.Unresolved(text, key, place) : Setting<double>.Unknown;

    private void FillPrecision(RecipeBuilder draft)
    {
        var on = leaves.Where(leaf =>
            leaf.Word is "fp16" or "bf16" && leaf.Entry.Value is ScalarNode scalar && Values.Flag(scope, scalar, leaf.Path).Is(true)).ToArray();
        if (on.Length == 2 && on[0].Word != on[1].Word && on[0].ParentPath == on[1].ParentPath)
        {
            draft.Set(Facts.Precision, Setting<string>.Written("bf16+fp16", "true", on[1].Path, on[1].Entry.Value.Place, scope.OriginOf(on[1].Entry.Value)));
        }
        else if (on.Length == 0 && leaves.FirstOrDefault(leaf => leaf.Word == "mixed_precision"
            && leaf.Entry.Value is ScalarNode) is { } mixed)
        {
            draft.Set(Facts.Precision, Values.Text(scope, mixed.Entry.Value, mixed.Path));
        }
        else if (on.Length == 0 && leaves.FirstOrDefault(leaf => leaf.Word == "precision") is { Entry.Value: ScalarNode written } given
            && LightningPrecision(written.Text) is { } known)
        {
            draft.Set(Facts.Precision,
                Setting<string>.Written(known, written.Text, given.Path, written.Place, scope.OriginOf(written)));
        }
        else if (on.Length > 0)
        {
            draft.Set(Facts.Precision,
                Setting<string>.Written(on[0].Word, "true", on[0].Path, on[0].Entry.Value.Place, scope.OriginOf(on[0].Entry.Value)));
        }
    }

    // lightning/fabric/connector.py, _PRECISION_INPUT: the words that can mean nothing else.
    private static string? LightningPrecision(string text) => text switch
    {
        "16-mixed" or "16-true" => "fp16",
        "bf16-mixed" or "bf16-true" => "bf16",
        "32-true" => "fp32",
        _ => null,
    };

    /// <summary>The leaf of a kind that shares the longest way with the rate; never one in another recipe's own mapping.</summary>
    private Leaf? Nearest(Leaf? main, Func<Leaf, bool> isKind)
    {
        Leaf? best = null;
        var bestScore = int.MinValue;
        foreach (var leaf in leaves)
        {
            if (!isKind(leaf) || IsElsewhere(leaf, main))
            {
                continue;
            }

            // A longer common way is nearer; beyond it, what lies less deep is more general.
            var common = main is null ? 0 : CommonSegments(leaf, main);
            var score = (common * 100) - (leaf.Segments.Count - common);
            if (score > bestScore)
            {
                (best, bestScore) = (leaf, score);
            }
        }

        return best;
    }

    private bool IsElsewhere(Leaf leaf, Leaf? main)
    {
        for (var i = 0; i < leaf.Segments.Count - 1; i++)
        {
            if (Vocabulary.OtherSections.Contains(KeyWords.Normalize(leaf.Segments[i])))
            {
                return true;
            }
        }

        return main is not null && leaf.ParentPath != main.ParentPath && leaf.ParentPath.Length > 0
            && rates.Any(other => other.ParentPath.Length > 0 && HomeOf(other) != HomeOf(main)
                && (leaf.ParentPath == other.ParentPath || leaf.ParentPath.StartsWith(other.ParentPath + ".", StringComparison.Ordinal))
                && !(main.ParentPath + ".").StartsWith(other.ParentPath + ".", StringComparison.Ordinal));
    }

    private static int CommonSegments(Leaf leaf, Leaf main)
    {
        var common = 0;
        while (common < leaf.Segments.Count - 1 && common < main.Segments.Count - 1 && leaf.Segments[common] == main.Segments[common])
        {
            common++;
        }

        return common;
    }

    // Rates in the items of one list belong to one optimizer with parameter groups; its home is what holds the list.
    private static string HomeOf(Leaf rate)
    {
        var index = rate.Segments.ToList().FindIndex(segment => int.TryParse(segment, out _));
        var depth = index > 1 && KeyWords.Normalize(rate.Segments[index - 1]) is "params" or "param_groups" ? index - 1 : index;
        return depth > 0 ? string.Join(".", rate.Segments.Take(depth)) : rate.ParentPath;
    }

    private static bool IsInList(Leaf rate) => rate.Segments.Any(segment => int.TryParse(segment, out _));

    private static string NameOf(string home, string? player) =>
        (home.Length, player) switch
        {
            (0, null) => "training",
            (0, _) => player,
            (_, null) => home,
            _ => home + "." + player,
        };

    private static string Without(string word, string player) =>
        word.StartsWith(player + "_", StringComparison.Ordinal) ? word.Substring(player.Length + 1)
        : word.EndsWith("_" + player, StringComparison.Ordinal) ? word.Substring(0, word.Length - player.Length - 1)
        : word;
}
