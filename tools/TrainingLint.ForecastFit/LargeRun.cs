using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.ForecastFit;

/// <summary>How a recipe fares on the network eight times as wide, with ten times the steps.</summary>
/// <param name="Kept">Final over initial loss; not a number after a divergence.</param>
/// <param name="HasFailed">
/// It diverged, kept nine tenths of its starting loss, ended well above what it had reached, or errs as often as guessing does.
/// </param>
internal sealed record LargeRun(double Kept, bool HasFailed)
{
    private const double KeptShare = 0.9;

    public static LargeRun Of(RandomRecipe recipe)
    {
        var problem = recipe.Network(RandomRecipe.Wider);
        var plan = new TrainingPlan
        {
            Optimizer = recipe.Optimizer,
            Schedule = recipe.Schedule,
            BatchSize = recipe.BatchSize,
            Steps = RandomRecipe.Longer * recipe.Steps,
        };
        var trainer = new Trainer(problem, plan, recipe.Number);
        var (start, all) = (trainer.Parameters.ToArray(), SampleSet.All(problem.SampleCount));
        var initial = problem.Evaluate(start, all, default);
        var losses = trainer.Finish();
        var final = problem.Evaluate(trainer.Parameters, all, default);
        var course = new LossCourse(initial, final, losses, trainer.HasDiverged || !double.IsFinite(final));
        return course.HasDiverged
            ? new(double.NaN, true)
            : new(final / initial, final >= KeptShare * initial || course.LostWhatItHad
                || ChanceLevel.Judge(new GuardedProblem(problem), start, trainer.Parameters, initial, final) is not null);
    }
}
