using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0105 warmup-too-long: Warmup takes up most of the run, or never ends within it.</summary>
public sealed class WarmupTooLong : ThresholdRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0105",
        Name = "warmup-too-long",
        Severity = Severity.Warning,
        SeverityNote = "A warning; a note in a run of at most 20 steps, which only shows that the program works.",
        Title = "Warmup takes up most of the run, or never ends within it",
        Failure = Failure.PoorMinimum,
        Why = "A run that ends while still warming up never trains at its peak rate and never decays: it stops wherever the small first steps have led, and the last, largest steps are not averaged out.",
        Instead = "Warm up over 1 to 10 percent of the run, in the unit in which the framework counts.",
        Suppress = "When a later stage continues the same schedule.",
        Sources =
        [
            "Goyal et al. 2017 (arXiv:1706.02677)",
            "Practice: the longest warmup among 1,940 public vision recipes is half the run",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 9000
              STEPS: (6000, 8000)
              WARMUP_ITERS: 18000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              STEPS: (60000, 80000)
              WARMUP_ITERS: 1000
            """,
        Experiment = "final loss with a warmup over 5 % of the run",
    };

    private const double UsualShare = 0.05;

    private static readonly NumberOption MaxShare = new("max-share", "longest warmup, as a share of the run", 0.5);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [MaxShare];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var limit = settings.Get(MaxShare);
        foreach (var warmup in recipe.Warmups())
        {
            if (recipe.ShareOfRun(warmup) is not { } share || share <= limit)
            {
                continue;
            }

            var isDefault = warmup.Setting.Origin == Origin.Default;
            var what = (isDefault ? "The framework's default warmup of " : "The warmup of ") + Show(warmup);
            var run = warmup.Unit == LengthUnit.ShareOfRun ? "" : " in a run of " + Show(recipe.Lengths().First());
            Fix[] fixes = Shorter(warmup, share) is { } shorter ? [shorter] : [];
            yield return (share >= 1
                ? At(recipe, warmup.Setting,
                    what + " does not end" + run + ", so the peak rate is never reached; shorten it to 1 to 10 % of the run.",
                    (isDefault && recipe.Is(Facts.SmokeTest)) || recipe.IsTrial() ? Severity.Info : Severity.Warning)
                : At(recipe, warmup.Setting,
                    what + (warmup.Unit == LengthUnit.ShareOfRun ? " is more than " + (limit == 0.5 ? "half" : Percent(limit))
                        + " of it" : " takes " + Percent(share) + " of the run") + "; 1 to 10 % is usual.", recipe.IsTrial() ? Severity.Info : Severity.Warning))
                with
            { Fixes = fixes, Partner = warmup.Unit == LengthUnit.ShareOfRun ? null : PartnerOf(recipe.Lengths().First().Setting) };
            yield break;
        }
    }

    private static string Percent(double share) => Show(Math.Round(share * 100)) + " %";

    // How long the warmup should be is the author's choice; this is the middle of what is usual.
    private static Fix? Shorter(RunLength warmup, double share)
    {
        if (warmup.Setting is not { IsWritten: true, Text: { } text, Place: { } place })
        {
            return null;
        }

        var length = warmup.Unit == LengthUnit.ShareOfRun ? UsualShare : Math.Round(warmup.Amount / share * UsualShare);
        return length > 0 && length < warmup.Amount && UnitBehind(text, warmup.Amount) is { } unit
            ? new Fix("Warm up over " + Show(warmup with { Amount = length }), FixSafety.Unsafe, [new ReplaceValue(place, text, Show(length) + unit)])
            : null;
    }

    // "100ba" counts batches: the letters stay. Null where the text is no such number, as in an expression.
    private static string? UnitBehind(string text, double amount)
    {
        var number = text.TrimEnd().TrimEnd("abcdefghijklmnopqrstuvwxyz".ToCharArray());
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var written) && written.Equals(amount)
            ? text.Substring(number.Length).TrimEnd() : null;
    }
}
