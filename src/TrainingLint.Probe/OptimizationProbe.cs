using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe;

/// <summary>Runs experiments. One call, one result; from a test as well as from the command line.</summary>
public static class OptimizationProbe
{
    /// <summary>Trains for a moment and measures where the run ended.</summary>
    /// <exception cref="Guards.ProblemFailureException">The problem threw, gave no finite loss at the start, or contradicts itself.</exception>
    /// <exception cref="RecipeNotRunnableException">The experiment cannot be set up.</exception>
    public static ProbeResult Run(ProbeOptions options)
    {
        options = AffordableMemory.Of(options);
        var clock = new BudgetClock(options.Budget, options.Questions, options.Clock, options.Cancellation);
        using var hardStop = clock.HardStop();
        var result = new Experiment(options, clock.ForTheRun, hardStop.Token).Run();
        result = options.Steps == 0 ? result : FurtherQuestions.Answer(options, result, clock, hardStop.Token);
        if (result.Forecast is { } seen)
        {
            result = result with { Forecast = seen with { Failure = FailureModel.Forecast(result, options) } };
        }

        return result with { Soundness = SoundnessJudge.Of(result, options) };
    }

    /// <summary>Runs a recipe on a problem with everything else at its default.</summary>
    public static ProbeResult Run(Recipe recipe, IProblem problem) => Run(ProbeOptions.For(recipe, problem));
}
