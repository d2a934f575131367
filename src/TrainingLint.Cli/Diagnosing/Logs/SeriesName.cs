using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>What is logged.</summary>
internal enum SeriesKind
{
    /// <summary>Something that no check reads.</summary>
    Other,

    /// <summary>A learning rate.</summary>
    Rate,

    /// <summary>A loss of training.</summary>
    Loss,

    /// <summary>A loss on held-out data.</summary>
    HeldOutLoss,

    /// <summary>The norm of the whole gradient.</summary>
    GradientNorm,

    /// <summary>What an agent earns: the run is reinforcement learning, whose losses say little.</summary>
    Reward,
}

/// <summary>The meaning of a logged name, told by its words.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">Words beyond those that make the kind: 0 for the whole, more for a part of it.</param>
internal readonly partial record struct SeriesName(SeriesKind Kind, int Detail)
{
    private static readonly HashSet<string> HeldOut = new(StringComparer.Ordinal) { "eval", "evaluation", "val", "valid", "validation", "test", "dev", "heldout" };

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "train", "training", "total", "step", "epoch", "mean", "avg", "average", "batch", "global", "loss", "metrics", "scalars", "losses", "lm", "0", "2",
    };

    // Of adversaries, agents and their parts: balance, not descent, is what they should show.
    private static readonly HashSet<string> OtherLosses = new(StringComparer.Ordinal)
    {
        "policy", "value", "actor", "critic", "entropy", "d", "g", "disc", "discriminator", "gen", "generator", "adv", "adversarial", "kl", "scale", "reward",
    };

    private static readonly HashSet<string> NoRates = new(StringComparer.Ordinal)
    {
        "decay", "scale", "mult", "multiplier", "ratio", "factor", "scheduler", "loss", "epoch",
    };

    /// <summary>The meaning of a name such as <c>train/learning_rate</c> or <c>lr-AdamW</c>.</summary>
    public static SeriesName Of(string name)
    {
        var words = Words().Matches(name.ToLowerInvariant()).Select(match => match.Value).ToArray();
        var detail = words.Count(word => !Plain.Contains(word) && !HeldOut.Contains(word));
        if (IsRate(words))
        {
            return new(SeriesKind.Rate, Math.Max(0, detail - (words.Contains("lr") || words.Contains("learningrate") ? 1 : 2)));
        }

        if (words.Contains("gnorm") || ((words.Contains("grad") || words.Contains("gradient") || words.Contains("gradients")) && words.Contains("norm")))
        {
            return new(words.Any(word => word.StartsWith("clip", StringComparison.Ordinal)) ? SeriesKind.Other : SeriesKind.GradientNorm,
                words.Contains("gnorm") ? detail - 1 : detail - 2);
        }

        if (words.Contains("loss") || words.Contains("losses"))
        {
            return new(Array.Exists(words, OtherLosses.Contains) ? SeriesKind.Other
                : Array.Exists(words, HeldOut.Contains) ? SeriesKind.HeldOutLoss : SeriesKind.Loss, detail);
        }

        return new(words.Contains("reward") || words.Contains("rew") ? SeriesKind.Reward : SeriesKind.Other, detail);
    }

    private static bool IsRate(string[] words) =>
        (words.Contains("lr") || words.Contains("learningrate") || IsSpelledOut(words)) && !Array.Exists(words, NoRates.Contains);

    private static bool IsSpelledOut(string[] words) => words.Zip(words.Skip(1)).Any(pair => pair is ("learning", "rate"));

    [GeneratedRegex("[a-z]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
