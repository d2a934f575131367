using System;

namespace TrainingLint.Core.Recipes;

/// <summary>Facts about a recipe that are no settings but change how settings are judged.</summary>
[Flags]
public enum RecipeTraits : long
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The model is a transformer.</summary>
    Transformer = 1L << 0,

    /// <summary>The framework or schedule ramps the rate up by itself (one-cycle, warm starts).</summary>
    RampsUpByItself = 1L << 1,

    /// <summary>A scheduler owns the rate, so that zero in the optimizer is no mistake.</summary>
    SchedulerOwnsRate = 1L << 2,

    /// <summary>The optimizer finds its own rate (Prodigy, D-Adaptation), or the number is no gradient step (evolution strategies).</summary>
    RateIsNotAStepSize = 1L << 3,

    /// <summary>All milestones beyond the end are this framework's idiom for a constant rate.</summary>
    MilestonesBeyondEndAreIdiom = 1L << 4,

    /// <summary>The framework cuts the tail of a schedule on purpose.</summary>
    LongScheduleIsIdiom = 1L << 5,

    /// <summary>A clip norm of zero zeroes every gradient here; elsewhere it means off.</summary>
    ZeroClipFreezes = 1L << 6,

    /// <summary>A discount of one is legitimate, as in reinforcement learning of language models.</summary>
    DiscountOfOneIsUsual = 1L << 7,

    /// <summary>A batch that exceeds the buffer means that no gradient step is ever taken.</summary>
    BatchBeyondBufferNeverTrains = 1L << 8,

    /// <summary>The model uses batch normalization.</summary>
    BatchNormalization = 1L << 9,

    /// <summary>Zero epochs or steps mean "without limit" or "not set" here.</summary>
    ZeroLengthMeansUnlimited = 1L << 10,

    /// <summary>Part of the model is frozen, or the recipe only checks that training runs.</summary>
    SmokeTest = 1L << 11,

    /// <summary>The number of a weight decay is not multiplied by the rate (decoupled optimizers of Composer).</summary>
    FullyDecoupledWeightDecay = 1L << 12,

    /// <summary>Zero, -1 or a fraction (of the memory) as batch size means that the framework chooses it.</summary>
    BatchChosenByFramework = 1L << 13,

    /// <summary>A recurrent network.</summary>
    Recurrent = 1L << 14,

    /// <summary>A clip norm below zero reverses every gradient here; elsewhere it means off.</summary>
    NegativeClipReverses = 1L << 15,

    /// <summary>A generator or discriminator of an adversarial pair, where betas and rates follow other habits.</summary>
    Adversarial = 1L << 16,

    /// <summary>Official recipes of the framework write a seed, so that a missing one stands out.</summary>
    SeedUsuallyWritten = 1L << 17,

    /// <summary>A sweep or search over settings, not a single run.</summary>
    Sweep = 1L << 18,

    /// <summary>Half precision with loss scaling switched off.</summary>
    LossScalingOff = 1L << 19,

    /// <summary>The recipe augments its data.</summary>
    Augments = 1L << 20,

    /// <summary>The number of the moving average is the share of the new weights, not of the old ones.</summary>
    EmaIsUpdateRate = 1L << 21,

    /// <summary>A patience of zero or less switches early stopping off.</summary>
    ZeroPatienceMeansOff = 1L << 22,

    /// <summary>The framework documents that a discount must be below one.</summary>
    DiscountOfOneForbidden = 1L << 23,

    /// <summary>The adapter's alpha is divided by the root of its rank.</summary>
    RankStabilizedAdapter = 1L << 24,

    /// <summary>A milestone at the very end of the run is refused here, not ignored (fvcore's schedules).</summary>
    MilestoneAtEndFails = 1L << 25,

    /// <summary>The transformer normalizes before each block, which makes its first steps tame without a warmup (Xiong et al. 2020).</summary>
    NormalizesFirst = 1L << 26,

    /// <summary>What the framework calls Adam takes the weight decay off the weights themselves, as AdamW does.</summary>
    DecoupledWeightDecay = 1L << 27,

    /// <summary>Nobody can tell which implementation the optimizer's name stands for; some decouple the weight decay of plain "Adam".</summary>
    UnspecifiedImplementation = 1L << 28,

    /// <summary>The framework cuts a batch into micro batches of unequal size, so that the batch need not be their multiple.</summary>
    UnevenMicroBatches = 1L << 29,

    /// <summary>A schedule called WarmupLR keeps the rate once it has warmed up (DeepSpeed).</summary>
    WarmupHoldsThePeak = 1L << 30,

    /// <summary>A cosine schedule climbs again when it has reached its end (torch's CosineAnnealingLR).</summary>
    CosineIsAWave = 1L << 31,

    /// <summary>Epochs and steps each end the run, so that zero of one of them ends it at once (Lightning).</summary>
    EachLengthEndsTheRun = 1L << 32,

    /// <summary>A diffusion or flow model of images or video.</summary>
    Diffusion = 1L << 33,

    /// <summary>An evaluation follows the last step whatever the interval (detectron2's EvalHook).</summary>
    EvaluatesAtEnd = 1L << 34,

    /// <summary>The length of the schedule counts from where it begins, behind a warmup, so that the run ends before it does.</summary>
    ScheduleStartsLate = 1L << 40,

    /// <summary>The length of the schedule is a number of optimizer steps, and the schedule is stepped once an epoch.</summary>
    StepsCountedAsEpochs = 1L << 41,

    /// <summary>The length of the schedule counts from the start of the run, so that the warmup lies within it (Megatron-LM).</summary>
    ScheduleHoldsWarmup = 1L << 42,
}
