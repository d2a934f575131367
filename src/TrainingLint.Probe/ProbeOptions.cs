using System;
using System.Collections.Generic;
using System.Threading;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe;

/// <summary>One experiment: what is trained, how, and how long.</summary>
public sealed record ProbeOptions
{
    /// <summary>Updates of an experiment unless told otherwise.</summary>
    public const int DefaultSteps = 300;

    /// <summary>A budget that no probe uses up: results depend on nothing that a clock says. Timers count no further than 49 days.</summary>
    public static readonly TimeSpan NoBudget = TimeSpan.FromDays(40);

    /// <summary>What is trained.</summary>
    public required IProblem Problem { get; init; }

    /// <summary>The update rule.</summary>
    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>The rate over the whole run; its course is fitted to the steps of the experiment. Not needed without steps.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>What the recipe leaves open and was assumed, for reports.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Samples per update; 0 or more than there are means all.</summary>
    public int BatchSize { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; }

    /// <summary>Updates; 0 only measures the starting point.</summary>
    public int Steps { get; init; } = DefaultSteps;

    /// <summary>
    /// True where a small problem stands in for a far longer training that begins with trained weights, or by trial and error: that so few
    /// updates move it little is then no fault, and a rate that moves it faster is no advice.
    /// </summary>
    public bool IsPartOfALongRun { get; init; }

    /// <summary>When this time is up, the probe stops and reports what it has.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What tells the time for <see cref="Budget"/>. With one that stands still, no result depends on how busy the machine is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Most Hessian products for the spectrum of the end point.</summary>
    public int SpectrumProducts { get; init; } = 100;

    /// <summary>False where the model is too large for memory to hold what measuring its curvature needs; losses tell the rest.</summary>
    internal bool MeasuresCurvature { get; init; } = true;

    /// <summary>Measurements of the stability limit along the run.</summary>
    public int StabilityPoints { get; init; } = 12;

    /// <summary>Most seeds of the sweep over rates; 0 leaves it out. How many fit is planned from the budget.</summary>
    public int SweepSeeds { get; init; } = 3;

    /// <summary>What is asked beyond the one run.</summary>
    public ProbeQuestions Questions { get; init; }

    /// <summary>Trainings whose ends are compared, counted with the first, when agreement is asked for.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Starting parameters; null for the problem's own.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Hears how the run goes.</summary>
    public Action<ProbeProgress>? Progress { get; init; }

    /// <summary>Ends the probe early with what it has.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The training of this experiment, without its seed; without steps, one that is never begun.</summary>
    internal TrainingPlan Plan => new()
    {
        Optimizer = Optimizer,
        Schedule = Schedule ?? (Steps == 0 ? LearningRateSchedule.Constant(1, 1) : throw new ArgumentException("training needs a schedule")),
        BatchSize = BatchSize,
        Steps = Math.Max(1, Steps),
    };

    /// <summary>The parameters that training starts from.</summary>
    internal double[] StartOf(IProblem problem)
    {
        if (Weights is { } weights)
        {
            return [.. weights];
        }

        var start = new double[problem.ParameterCount];
        problem.Initialize(Seed, start);
        return start;
    }

    /// <summary>The experiment that a recipe describes on a problem.</summary>
    /// <exception cref="RecipeNotRunnableException">The recipe lacks what an experiment needs; the message says what.</exception>
    public static ProbeOptions For(Recipe recipe, IProblem problem)
    {
        var optimizer = RecipeOptimizer.Of(recipe) ?? throw new RecipeNotRunnableException(recipe.Get(Facts.Optimizer).TryGet(out var name)
            ? "the probe does not know the optimizer '" + name + "'; it runs SGD, SAM over SGD, Adam, AdamW, NAdam, RAdam, Adamax, Adafactor, LAMB, LARS, Lion, Muon, Prodigy, RMSProp, Adagrad, Adadelta, and schedule-free SGD and AdamW"
            : "the recipe does not say which optimizer it uses");
        if (Array.Exists([Facts.Epochs, Facts.MaxSteps], key => recipe.Get(key).Is(0) && !recipe.Means(key, Meaning.ZeroIsUnlimited)))
        {
            throw new RecipeNotRunnableException("the recipe trains for zero epochs or steps, so there is nothing to run");
        }

        var (schedule, assumed) = ScheduleOf(recipe);
        return new ProbeOptions
        {
            Problem = problem,
            Optimizer = optimizer,
            Schedule = schedule,
            Assumptions = assumed is null ? [] : [assumed],
            BatchSize = BatchSizeOf(recipe, problem),
        };
    }

    /// <summary>The recipe's schedule; where only its course over time is open, its peak rate throughout. And what was assumed.</summary>
    private static (LearningRateSchedule Schedule, string? Assumed) ScheduleOf(Recipe recipe)
    {
        // The assumed steps of an epoch only matter where a config mixes steps with epochs.
        const double AssumedStepsPerEpoch = 100;
        if (RecipeSchedule.Of(recipe, AssumedStepsPerEpoch) is { } schedule)
        {
            return (schedule, null);
        }

        // torch's own examples step once an epoch; what is stepped with each batch mostly says so.
        if (RecipeSchedule.Of(recipe, AssumedStepsPerEpoch, LengthUnit.Epochs) is { } perEpoch)
        {
            return (perEpoch, "what its schedule counts in is not told, and was taken for epochs");
        }

        var known = recipe.Get(Facts.EffectiveLearningRate).TryGet(out var rate) || recipe.Get(Facts.LearningRate).TryGet(out rate);
        var left = recipe.Get(Facts.Schedule).TryGet(out var name)
            ? "the course of its schedule '" + name + "' is not known, so that the rate was held at its peak" : null;
        return known && rate > 0 && double.IsFinite(rate)
            ? (LearningRateSchedule.Constant(DefaultSteps, rate), left)
            : throw new RecipeNotRunnableException(known
                ? FormattableString.Invariant($"the learning rate is {rate}; the probe needs one above zero")
                : "the recipe holds no learning rate that the probe could use");
    }

    private static int BatchSizeOf(Recipe recipe, IProblem problem)
    {
        var size = recipe.Get(Facts.EffectiveBatchSize).TryGet(out var whole) ? whole
            : recipe.Get(Facts.BatchSize).TryGet(out var part) ? part * recipe.Get(Facts.GradientAccumulation).Or(1)
            : problem.SampleCount;
        return size >= 1 && size < problem.SampleCount ? (int)size : 0;
    }
}
