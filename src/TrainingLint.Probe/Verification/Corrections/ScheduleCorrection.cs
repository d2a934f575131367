using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>A schedule that outlasts the run, or ends before it, against the same course fitted to the run.</summary>
internal sealed class ScheduleCorrection : Correction
{
    /// <summary>Milestones beyond the end move to this share of the run, the last place at which a drop still pays.</summary>
    private const double LastDrop = 0.9;

    public override IReadOnlyList<string> Rules { get; } = ["schedule-beyond-end"];

    public override Recipe PutRight(Recipe recipe)
    {
        if (recipe.Lengths().FirstOrDefault(length => length.Unit == recipe.ScheduleUnit) is not { } run)
        {
            return recipe;
        }

        if (recipe.Get(Facts.Milestones).TryGet(out var drops) && drops.Count > 0)
        {
            IReadOnlyList<double> fitted = [.. drops.Order().Select(drop => drop > run.Amount ? LastDrop * run.Amount : drop).Distinct()];
            return With(recipe, Facts.Milestones, fitted);
        }

        return recipe.Get(Facts.ScheduleLength).HasValue ? With(recipe, Facts.ScheduleLength, run.Amount) : recipe;
    }

    public override string Describe(Trial trial) => "the same schedule ending with the run";

    public override Outcome Try(Trial trial) =>
        NoiseFloor.Obstacle(trial.Run(trial.WrittenArm)) is { } obstacle ? Outcome.CannotTell(obstacle) : base.Try(trial);
}
