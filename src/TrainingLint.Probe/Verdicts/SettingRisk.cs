using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Remedies;

namespace TrainingLint.Probe.Verdicts;

/// <summary>Whether an unusual setting is what keeps a run from learning.</summary>
internal static class SettingRisk
{
    /// <summary>A run that makes less than this share of the descent that it makes with the usual value suffers from the setting.</summary>
    private const double HarmedShare = 0.7;

    /// <summary>The trial that shows a harmful setting best; null where none does.</summary>
    /// <param name="trials">What was tried.</param>
    /// <param name="initial">Loss before the first update.</param>
    /// <param name="final">Loss at the end; no number, or infinite, for a divergence.</param>
    /// <param name="share">Share of the trial's descent below which the setting is harmful.</param>
    public static SettingTrial? Cause(IReadOnlyList<SettingTrial> trials, double initial, double final, double share = HarmedShare) =>
        trials.Where(trial => initial > 0 && trial.Loss < LossCourse.LearnedShare * initial
            && !(initial - final >= share * (initial - trial.Loss))).MinBy(trial => trial.Loss);

    /// <summary>The risk in words; none where no setting is harmful.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<SettingTrial> trials, LossCourse course) =>
        Cause(trials, course.Initial, course.HasDiverged ? double.NaN : course.Final) is { } cause
            ? [FormattableString.Invariant($"{cause.Setting} keeps it from learning: with {cause.Instead} the same run ends at a loss of {cause.Loss.Rounded(3)}")]
            : [];
}
