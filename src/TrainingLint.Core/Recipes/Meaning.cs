using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Recipes;

/// <summary>
/// What a framework means by a value where most frameworks mean something else: a zero that is no number, a length that counts from elsewhere.
/// It belongs to a fact of a recipe, holds whether or not the value is written, and stands beside it wherever the fact is shown.
/// </summary>
public sealed class Meaning
{
    private static readonly SettingKey[] Lengths = [Facts.Epochs, Facts.MaxSteps, Facts.MaxTokens];

    private Meaning(string name, string description, params SettingKey[] facts)
    {
        Name = name;
        Description = description;
        Of = facts;
    }

    /// <summary>The optimizer finds its own rate (Prodigy, D-Adaptation), or the number is no gradient step (evolution strategies).</summary>
    public static Meaning NoStepSize { get; } =
        new("no-step-size", "not the size of a step: the optimizer finds its own, or none is taken along a gradient", Facts.LearningRate);

    /// <summary>A scheduler replaces the number, so that zero is no mistake.</summary>
    public static Meaning SetByScheduler { get; } =
        new("set-by-scheduler", "replaced by the scheduler, so that zero is no mistake", Facts.LearningRate);

    /// <summary>Nobody can tell which implementation the name stands for; some decouple the weight decay of plain "Adam".</summary>
    public static Meaning NameAlone { get; } =
        new("name-alone", "a name that several implementations have, which treat the weight decay differently", Facts.Optimizer);

    /// <summary>Taken off the weights themselves, as in AdamW, whatever the optimizer is called.</summary>
    public static Meaning Decoupled { get; } =
        new("decoupled", "taken off the weights themselves, as AdamW does, whatever the optimizer is called", Facts.WeightDecay);

    /// <summary>Not even multiplied by the rate (the decoupled optimizers of Composer).</summary>
    public static Meaning FullyDecoupled { get; } =
        new("fully-decoupled", "not multiplied by the learning rate", Facts.WeightDecay);

    /// <summary>A schedule called WarmupLR keeps the rate once it has warmed up (DeepSpeed).</summary>
    public static Meaning WarmupHoldsPeak { get; } =
        new("warmup-holds-peak", "a schedule named after its warmup keeps the rate behind it", Facts.Schedule);

    /// <summary>A cosine climbs again when it has reached its end (torch's CosineAnnealingLR).</summary>
    public static Meaning CosineClimbsAgain { get; } =
        new("cosine-climbs-again", "a cosine climbs again behind its end", Facts.Schedule);

    /// <summary>Behind the end of the run by habit: a constant rate, or a tail that is cut on purpose.</summary>
    public static Meaning BeyondEndIsIdiom { get; } =
        new("beyond-end-is-idiom", "behind the end of the run by habit of the framework: a constant rate, or a tail that is cut", Facts.Milestones,
            Facts.ScheduleLength);

    /// <summary>Refused at the very end of the run, not ignored there (fvcore's schedules).</summary>
    public static Meaning EndIsRefused { get; } =
        new("end-is-refused", "one at the very end of the run is refused", Facts.Milestones);

    /// <summary>Counted from where the schedule begins, behind a warmup, so that the run ends before it does.</summary>
    public static Meaning CountsFromWarmup { get; } =
        new("counts-from-warmup", "counted from the end of the warmup, so that the run ends before it does", Facts.ScheduleLength);

    /// <summary>Counted from the start of the run, so that the warmup lies within (Megatron-LM).</summary>
    public static Meaning HoldsWarmup { get; } =
        new("holds-warmup", "counted from the start of the run, the warmup within", Facts.ScheduleLength);

    /// <summary>A number of optimizer steps for a schedule that is stepped once an epoch.</summary>
    public static Meaning StepsCountedAsEpochs { get; } =
        new("steps-counted-as-epochs", "a number of optimizer steps, and the schedule is stepped once an epoch", Facts.ScheduleLength);

    /// <summary>Zero, -1 or a fraction (of the memory) lets the framework choose.</summary>
    public static Meaning ChosenByFramework { get; } =
        new("chosen-by-framework", "chosen by the framework where it is zero, -1 or a fraction", Facts.BatchSize);

    /// <summary>Cut into micro-batches of unequal size, so that it need not be their multiple.</summary>
    public static Meaning UnevenMicroBatches { get; } =
        new("uneven-micro-batches", "cut into micro-batches of unequal size", Facts.EffectiveBatchSize);

    /// <summary>A larger batch means that no gradient step is ever taken.</summary>
    public static Meaning MustHoldBatch { get; } =
        new("must-hold-batch", "no gradient step is taken where the batch is larger", Facts.BufferSize);

    /// <summary>Zero means "without limit" or "not set".</summary>
    public static Meaning ZeroIsUnlimited { get; } = new("zero-is-unlimited", "no limit where it is zero", Lengths);

    /// <summary>Ends the run whatever the other length says, so that zero ends it at once (Lightning).</summary>
    public static Meaning EndsTheRun { get; } = new("ends-the-run", "ends the run whatever other lengths say", Lengths);

    /// <summary>Official recipes of the framework write it, so that a missing one stands out.</summary>
    public static Meaning UsuallyWritten { get; } =
        new("usually-written", "written in the framework's own recipes", Facts.Seed);

    /// <summary>Zero zeroes every gradient; elsewhere it means off.</summary>
    public static Meaning ZeroErases { get; } =
        new("zero-erases", "zero erases every gradient", Facts.GradientClipNorm, Facts.GradientClipValue);

    /// <summary>Below zero it reverses every gradient; elsewhere it means off.</summary>
    public static Meaning NegativeReverses { get; } =
        new("negative-reverses", "a number below zero reverses every gradient", Facts.GradientClipNorm);

    /// <summary>An evaluation follows the last step, whatever the interval (detectron2's EvalHook).</summary>
    public static Meaning AlsoAtEnd { get; } =
        new("also-at-end", "and once more at the end of the run", Facts.EvaluationInterval);

    /// <summary>Zero or less switches it off.</summary>
    public static Meaning ZeroIsOff { get; } = new("zero-is-off", "off where it is zero or less", Facts.EarlyStoppingPatience);

    /// <summary>The share of the new weights, not of the old ones.</summary>
    public static Meaning ShareOfNewWeights { get; } =
        new("share-of-new-weights", "the share of the new weights, not of the old ones", Facts.EmaDecay);

    /// <summary>One is legitimate, as in reinforcement learning of language models.</summary>
    public static Meaning OneIsUsual { get; } = new("one-is-usual", "usually one: episodes end", Facts.Discount);

    /// <summary>The framework documents that it must be below one.</summary>
    public static Meaning OneIsRefused { get; } = new("one-is-refused", "below one by the framework's documentation", Facts.Discount);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Meaning> All { get; } =
    [
        NoStepSize, SetByScheduler, NameAlone, Decoupled, FullyDecoupled, WarmupHoldsPeak, CosineClimbsAgain, BeyondEndIsIdiom,
        EndIsRefused, CountsFromWarmup, HoldsWarmup, StepsCountedAsEpochs, ChosenByFramework, UnevenMicroBatches, MustHoldBatch,
        ZeroIsUnlimited, EndsTheRun, UsuallyWritten, ZeroErases, NegativeReverses, AlsoAtEnd, ZeroIsOff, ShareOfNewWeights,
        OneIsUsual, OneIsRefused,
    ];

    /// <summary>Name in data files, such as <c>zero-is-off</c>.</summary>
    public string Name { get; }

    /// <summary>What it says of the value, as the rest of a sentence.</summary>
    public string Description { get; }

    /// <summary>The facts of which it can be said.</summary>
    public IReadOnlyList<SettingKey> Of { get; }

    /// <summary>True when it can be said of a fact.</summary>
    public bool FitsTo(SettingKey fact) => Of.Contains(fact);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
