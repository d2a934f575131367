using System;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0908 unused-suppression: A comment switches a rule off that says nothing there.</summary>
public sealed class UnusedSuppression : ObservationRule<UnusedSuppressionObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0908",
        Name = "unused-suppression",
        Severity = Severity.Warning,
        IsAboutDeadText = true,
        Title = "A comment switches a rule off that says nothing there",
        Failure = Failure.NotWhatIsWritten,
        Why = "The value that was once accepted is gone, or the comment misses it by a line or a letter. Left alone, it hides the next risky value that is written there.",
        Instead = "Delete the comment, or move it to the line of the value.",
        Suppress = "Rarely; when the finding depends on files that are not always linted together.",
        Sources =
        [
            "Practice: compilers and linters warn of suppressions that have become superfluous",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02  # traininglint: disable=learning-rate-too-high found by a sweep
              IMS_PER_BATCH: 16
              MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              IMS_PER_BATCH: 16
              MAX_ITER: 90000
            """,
    };

    // What a comment may say of the file in which it stands.
    private static readonly string[] Told = ["dialect", "loader", "unit"];

    /// <inheritdoc/>
    public override Finding? Judge(UnusedSuppressionObservation observation, TrainingFile file)
    {
        var message = observation.IsUnclear
            && Array.Exists(Told, key => observation.Rule.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            ? "'" + observation.Rule + "' says nothing about this file: a dialect is one that 'traininglint schema' lists, a unit is epochs or steps, "
                + "and docs/home-made.md names the loaders."
            : observation.IsUnclear
            ? "'" + observation.Rule + "' means nothing to TrainingLint, so this comment switches nothing off; write 'traininglint: disable=RULE reason' on the line or above it, or 'traininglint: disable-file=RULE reason'."
            : observation.IsKnownRule
            ? "Nothing here is reported by '" + observation.Rule + "', so this comment hides only what comes later; delete it, or move it to the line that it means."
            : "There is no rule '" + observation.Rule + "', so this comment switches nothing off; 'traininglint rule' lists the names.";
        var fixes = observation.IsWholeComment && observation.IsKnownRule
            ? new[] { new Fix("Delete the comment", FixSafety.Safe, [new RemoveComment(observation.Place)]) }
            : [];
        return At(observation, message) with { Fixes = fixes };
    }
}
