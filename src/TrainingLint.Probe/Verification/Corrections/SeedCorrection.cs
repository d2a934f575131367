using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>Runs that differ in nothing but their seed: how far apart do they end?</summary>
internal sealed class SeedCorrection : Correction
{
    /// <summary>Runs whose ends differ by less than this factor are the same run for all that matters.</summary>
    private const double MaterialSpread = 1.05;

    public override IReadOnlyList<string> Rules { get; } = ["missing-seed", "single-run-conclusion"];

    public override Recipe PutRight(Recipe recipe) => recipe;

    public override string Describe(Trial trial) => "the same seed, which gives the same bytes";

    public override Outcome Try(Trial trial)
    {
        var runs = trial.Run(trial.WrittenArm);
        if (runs.Count < PairedEffect.FewestPairs)
        {
            return FinalLossComparison.TooFew(runs.Count);
        }

        if (!runs.Any(FinalLossComparison.Trains))
        {
            return Outcome.CannotTell("the runs do not move this problem, so they cannot end apart");
        }

        var left = FinalLossComparison.Left(runs, runs.Min(run => run.End));
        var spread = PairedEffect.Spread(left);
        return new Outcome(
            spread.Lower > MaterialSpread ? FindingVerdict.Confirmed : spread.Upper <= MaterialSpread ? FindingVerdict.NotReproduced
                : FindingVerdict.Inconclusive,
            "typical factor between seeds in the share of the descent left undone",
            spread,
            left);
    }
}
