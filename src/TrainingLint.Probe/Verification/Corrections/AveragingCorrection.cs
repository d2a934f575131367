using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>The last iterate, which is all that a run without its average has, against the average of the last quarter.</summary>
internal sealed class AveragingCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["averaging-never-starts"];

    public override Recipe PutRight(Recipe recipe) => recipe;

    public override string Describe(Trial trial) => "the average over the last quarter of the run";

    public override Outcome Try(Trial trial)
    {
        var runs = trial.Run(trial.WrittenArm);
        if (NoiseFloor.Obstacle(runs) is { } obstacle)
        {
            return Outcome.CannotTell(obstacle);
        }

        var best = runs.Min(run => double.Min(run.End, run.Average));
        var (last, average) = (FinalLossComparison.Left(runs, best),
            FinalLossComparison.Left([.. runs.Select(run => run with { End = run.Average })], best));
        var effect = PairedEffect.Of(last, average);
        return new Outcome(PairedEffect.Judge(effect), "share of the descent left undone", effect, last, average);
    }
}
