using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Two numbers of one mapping whose names say which is the smaller: <c>min_length</c> and <c>max_length</c>, <c>start_epoch</c> and
/// <c>end_epoch</c>, <c>warmup_iters</c> and <c>max_iters</c>.
/// </summary>
internal static class OrderedPairs
{
    private static readonly string[] Starts = ["begin_epoch", "start_epoch", "epoch_count"];

    // pytorch-CycleGAN-and-pix2pix, train.py: range(opt.epoch_count, opt.n_epochs + opt.n_epochs_decay + 1).
    private static readonly string[] FurtherEpochs = ["n_epochs_decay", "epochs_decay", "num_epochs_decay", "niter_decay"];

    private static readonly string[] EndsOfRun = ["end_epoch", "epochs", "num_epochs", "max_epochs", "max_epoch", "total_epochs", "n_epochs"];

    private static readonly (string Unit, string[] Warmups, string[] Totals)[] Ramps =
    [
        ("steps", ["warmup_steps", "warmup_iters", "warmup_iterations", "num_warmup_steps", "warmup_updates"],
            ["max_steps", "max_iters", "max_iterations", "total_steps", "total_iters", "num_training_steps", "max_updates", "total_iterations"]),
        ("epochs", ["warmup_epochs", "warmup_epoch", "num_warmup_epochs"], ["max_epochs", "max_epoch", "total_epochs", "num_epochs", "epochs"]),
    ];

    // Both are bounds or ends of the same thing, though neither is called the smallest or the largest of it.
    private static readonly (string[] Lower, string[] Upper, bool MayBeEqual, string Consequence)[] Named =
    [
        (["max_prompt_length", "max_prompt_len"], ["max_length", "max_seq_length", "max_model_len"], false,
            "a prompt may fill the whole sequence, so nothing is left of the answers that are to be learned"),
        (["beta_start", "linear_start"], ["beta_end", "linear_end"], true, "the noise then shrinks from step to step instead of growing"),
        (["exploration_final_eps", "epsilon_end", "eps_end", "final_epsilon", "epsilon_final"],
            ["exploration_initial_eps", "epsilon_start", "eps_start", "initial_epsilon"], true,
                "the agent explores more and more instead of less"),
    ];

    // The rules of warmup and of the final rate say more of what a recipe holds.
    private static readonly SettingKey[] Judged = [Facts.WarmupSteps, Facts.WarmupEpochs, Facts.FinalLearningRate];

    private static readonly HashSet<string> Lower =
        new([.. Starts, .. Ramps.SelectMany(ramp => ramp.Warmups), .. Named.SelectMany(pair => pair.Lower)], StringComparer.Ordinal);

    public static void Observe(CheckedDocument document)
    {
        foreach (var siblings in document.Siblings.Where(siblings => siblings.Any(IsLower)))
        {
            var numbers = new Dictionary<string, (Leaf Leaf, double Number)>(StringComparer.Ordinal);
            foreach (var leaf in siblings)
            {
                if (document.Number(leaf) is { } number)
                {
                    numbers[leaf.Word] = (leaf, number);
                }
            }

            foreach (var pair in numbers.ToArray())
            {
                ObserveBounds(document, numbers, pair.Key);
            }

            ObserveRun(document, numbers);
            ObserveNamed(document, numbers);
            ObserveFirstDrop(document, siblings, numbers);
        }
    }

    private static bool IsLower(Leaf leaf) => Upper(leaf.Word) is not null || Lower.Contains(leaf.Word);

    // min_scale, scale_min and crop_min_scale have the same key with max for an upper bound.
    private static string? Upper(string word) =>
        word.StartsWith("min_", StringComparison.Ordinal) ? "max_" + word.Substring(4)
        : word.EndsWith("_min", StringComparison.Ordinal) ? word.Substring(0, word.Length - 4) + "_max"
        : word.IndexOf("_min_", StringComparison.Ordinal) is > 0 and var at ? word.Substring(0, at) + "_max_" + word.Substring(at + 5)
            : null;

    // max_lr may be the unused default of one policy; -1 and 0 stand for no bound.
    private static void ObserveBounds(CheckedDocument document, Dictionary<string, (Leaf Leaf, double Number)> numbers, string word)
    {
        var other = Upper(word);
        if (other is not null && numbers.TryGetValue(other, out var upper) && numbers[word] is var lower && upper.Number > 0
            && lower.Number > upper.Number)
        {
            Note(document, lower.Leaf, FormattableString.Invariant($"at most {upper.Number}, which is '{upper.Leaf.Entry.Key.Text}'"), "the lower bound lies above the upper one, so nothing lies between them");
        }
    }

    private static void ObserveNamed(CheckedDocument document, Dictionary<string, (Leaf Leaf, double Number)> numbers)
    {
        foreach (var (lower, upper, mayBeEqual, consequence) in Named)
        {
            if (Of(numbers, lower) is { } low && Of(numbers, upper) is { } high && high.Number > 0
                && (mayBeEqual ? low.Number > high.Number : low.Number >= high.Number))
            {
                var wanted = (mayBeEqual ? "at most " : "less than ") + high.Number.ToString(CultureInfo.InvariantCulture);
                document.ObserveUnfit(low.Leaf, wanted + ", which is '" + high.Leaf.Entry.Key.Text + "'", consequence);
            }
        }
    }

    // WarmupMultiStepLR of maskrcnn-benchmark and its relatives counts both with one counter.
    private static void ObserveFirstDrop(CheckedDocument document, IEnumerable<Leaf> siblings, Dictionary<string,
        (Leaf Leaf, double Number)> numbers)
    {
        if (numbers.ContainsKey("warmup_factor") && siblings.Any(leaf => leaf.Word == "warmup_method")
            && Of(numbers, ["warmup_iters", "warmup_steps", "warmup_epochs"]) is { } warmup
            && siblings.FirstOrDefault(leaf => leaf.Word is "steps" or "milestones") is { } drops
                && document.Numbers(drops) is { Count: > 0 } list
            && list[0] > 0 && warmup.Number > list[0])
        {
            document.ObserveUnfit(
                warmup.Leaf, FormattableString.Invariant($"less than {list[0]}, the first of '{drops.Entry.Key.Text}'"),
                    "the rate drops before it has risen, so the peak is never reached");
        }
    }

    private static void ObserveRun(CheckedDocument document, Dictionary<string, (Leaf Leaf, double Number)> numbers)
    {
        if (Of(numbers, Starts) is { } start && Of(numbers, EndsOfRun) is { } end && end.Number > 0
            && end.Number + (Of(numbers, FurtherEpochs)?.Number ?? 0) is var last && start.Number > last)
        {
            var reason = last > end.Number ? "the end of the run" : "which is '" + end.Leaf.Entry.Key.Text + "'";
            Note(document, start.Leaf, FormattableString.Invariant($"at most {last}, {reason}"), "the run is over before its first epoch");
        }

        foreach (var (unit, warmups, totals) in Ramps)
        {
            if (Of(numbers, warmups) is { } warmup && Of(numbers, totals) is { } total && total.Number > 0
                && warmup.Number >= total.Number && warmup.Number > 1 && !IsComparedByRule(document, warmup.Leaf, unit))
            {
                document.ObserveUnfit(
                    warmup.Leaf,
                    FormattableString.Invariant($"less than {total.Number}, which is '{total.Leaf.Entry.Key.Text}'"),
                    "the warmup takes all " + unit + " that there are, so the peak rate is never reached");
            }
        }
    }

    // The rule of warmup compares it with the length of the run, where that is known.
    private static bool IsComparedByRule(CheckedDocument document, Leaf leaf, string unit) => document.Recipes.Any(recipe =>
        Array.Exists(Judged, key => leaf.Entry.Value.Place.Equals(recipe.Get(key).Place))
        && recipe.Get(unit == "steps" ? Facts.MaxSteps : Facts.Epochs).HasValue);

    private static (Leaf Leaf, double Number)? Of(Dictionary<string, (Leaf Leaf, double Number)> numbers, string[] words) =>
        words.FirstOrDefault(numbers.ContainsKey) is { } word ? numbers[word] : null;

    private static void Note(CheckedDocument document, Leaf leaf, string wanted, string consequence)
    {
        if (!Array.Exists(Judged, key => document.IsJudged(leaf, key)))
        {
            document.ObserveUnfit(leaf, wanted, consequence);
        }
    }
}
