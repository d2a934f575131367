using System.Collections.Generic;

namespace TrainingLint.Core.Recipes;

/// <summary>Every fact that a recipe can hold. The order here is the order in which recipes are shown.</summary>
public static class Facts
{
    /// <summary>Name of the optimizer as the framework spells it.</summary>
    public static SettingKey<string> Optimizer { get; } = new("optimizer", "optimizer");

    /// <summary>Peak learning rate.</summary>
    public static SettingKey<double> LearningRate { get; } = new("learningRate", "peak learning rate, as written for the optimizer", NumberDomain.Positive);

    /// <summary>A noam-style factor: the rate is this times width^-1/2 times warmup^-1/2.</summary>
    public static SettingKey<double> LearningRateFactor { get; } = new("learningRateFactor", "noam factor, which is not a rate", NumberDomain.Positive);

    /// <summary>The rate that reaches the optimizer once the framework has scaled the written one.</summary>
    public static SettingKey<double> EffectiveLearningRate { get; } = new("effectiveLearningRate", "learning rate after the framework's own scaling", NumberDomain.Positive);

    /// <summary>Rate at the end of the schedule.</summary>
    public static SettingKey<double> FinalLearningRate { get; } = new("finalLearningRate", "learning rate at the end of the schedule", NumberDomain.NotNegative);

    /// <summary>Momentum of SGD.</summary>
    public static SettingKey<double> Momentum { get; } = new("momentum", "momentum of SGD, in [0, 1)", NumberDomain.BelowOne);

    /// <summary>Decay of Adam's first moment.</summary>
    public static SettingKey<double> Beta1 { get; } = new("beta1", "decay of the first moment, in [0, 1)", NumberDomain.BelowOne);

    /// <summary>Decay of Adam's second moment.</summary>
    public static SettingKey<double> Beta2 { get; } = new("beta2", "decay of the second moment, in [0, 1)", NumberDomain.BelowOne);

    /// <summary>Adam's denominator offset.</summary>
    public static SettingKey<double> Epsilon { get; } = new("epsilon", "offset in the denominator of adaptive optimizers", NumberDomain.Positive);

    /// <summary>Weight decay.</summary>
    public static SettingKey<double> WeightDecay { get; } = new("weightDecay", "weight decay", NumberDomain.NotNegative);

    /// <summary>Name of the learning-rate schedule.</summary>
    public static SettingKey<string> Schedule { get; } = new("schedule", "learning-rate schedule");

    /// <summary>Where a step schedule drops the rate, in the schedule's unit.</summary>
    public static SettingKey<IReadOnlyList<double>> Milestones { get; } = new("milestones", "where a step schedule drops the rate, in the unit of the schedule");

    /// <summary>Factor by which a step or exponential schedule drops the rate.</summary>
    public static SettingKey<double> DecayFactor { get; } = new("decayFactor", "factor of each drop of a step or exponential schedule", NumberDomain.Shrinking);

    /// <summary>Power of a polynomial schedule.</summary>
    public static SettingKey<double> SchedulePower { get; } = new("schedulePower", "power of a polynomial schedule", NumberDomain.Positive);

    /// <summary>Length of the schedule, in the schedule's unit.</summary>
    public static SettingKey<double> ScheduleLength { get; } = new("scheduleLength", "length of the schedule, in its unit", NumberDomain.Positive);

    /// <summary>Where the decay of a schedule begins that holds its peak first, in the schedule's unit.</summary>
    public static SettingKey<double> DecayStart { get; } = new("decayStart", "where a schedule that holds its peak begins to decay, in its unit");

    /// <summary>Whether the schedule ramps the rate up by itself (one-cycle, warm starts), so that no warmup is missing.</summary>
    public static SettingKey<bool> ScheduleRampsUp { get; } = new("scheduleRampsUp", "whether the schedule itself ramps the rate up");

    /// <summary>Warmup in optimizer steps.</summary>
    public static SettingKey<double> WarmupSteps { get; } = new("warmupSteps", "warmup, in optimizer steps", NumberDomain.NotNegative);

    /// <summary>Warmup in epochs.</summary>
    public static SettingKey<double> WarmupEpochs { get; } = new("warmupEpochs", "warmup, in epochs", NumberDomain.NotNegative);

    /// <summary>Warmup as a share of the run.</summary>
    public static SettingKey<double> WarmupRatio { get; } = new("warmupRatio", "warmup, as a share of the run", NumberDomain.Share);

    /// <summary>Warmup in tokens.</summary>
    public static SettingKey<double> WarmupTokens { get; } = new("warmupTokens", "warmup, in tokens", NumberDomain.NotNegative);

    /// <summary>Rate at which warmup starts.</summary>
    public static SettingKey<double> WarmupStartLearningRate { get; } = new("warmupStartLearningRate", "learning rate at the start of warmup", NumberDomain.NotNegative);

    /// <summary>Samples per device and step.</summary>
    public static SettingKey<double> BatchSize { get; } = new("batchSize", "samples per device and micro-step", NumberDomain.Count);

    /// <summary>Micro-steps per optimizer step.</summary>
    public static SettingKey<double> GradientAccumulation { get; } = new("gradientAccumulation", "micro-steps per optimizer step", NumberDomain.Count);

    /// <summary>Number of devices that share a batch.</summary>
    public static SettingKey<double> WorldSize { get; } = new("worldSize", "number of data-parallel devices", NumberDomain.Count);

    /// <summary>Samples per optimizer step over all devices.</summary>
    public static SettingKey<double> EffectiveBatchSize { get; } = new("effectiveBatchSize", "samples per optimizer step, over all devices", NumberDomain.Count);

    /// <summary>Length of the run in epochs.</summary>
    public static SettingKey<double> Epochs { get; } = new("epochs", "length of the run, in epochs", NumberDomain.Positive);

    /// <summary>Length of the run in optimizer steps.</summary>
    public static SettingKey<double> MaxSteps { get; } = new("maxSteps", "length of the run, in optimizer steps", NumberDomain.Count);

    /// <summary>Length of the run in tokens.</summary>
    public static SettingKey<double> MaxTokens { get; } = new("maxTokens", "length of the run, in tokens", NumberDomain.Positive);

    /// <summary>Optimizer steps in an epoch.</summary>
    public static SettingKey<double> StepsPerEpoch { get; } = new("stepsPerEpoch", "optimizer steps in an epoch", NumberDomain.Positive);

    /// <summary>Seed of the random number generators.</summary>
    public static SettingKey<double> Seed { get; } = new("seed", "seed of the random number generators", NumberDomain.CountOrNone);

    /// <summary>Seed of the order of the data, where it is a setting of its own.</summary>
    public static SettingKey<double> DataSeed { get; } = new("dataSeed", "seed of the order of the data", NumberDomain.CountOrNone);

    /// <summary>Whether deterministic algorithms are demanded.</summary>
    public static SettingKey<bool> Deterministic { get; } = new("deterministic", "whether deterministic algorithms are demanded");

    /// <summary>Largest norm of the gradient.</summary>
    public static SettingKey<double> GradientClipNorm { get; } = new("gradientClipNorm", "largest norm of the gradient");

    /// <summary>Largest absolute value of a gradient's element.</summary>
    public static SettingKey<double> GradientClipValue { get; } = new("gradientClipValue", "largest absolute value of a gradient's element");

    /// <summary>Numeric precision of the run.</summary>
    public static SettingKey<string> Precision { get; } = new("precision", "numeric precision");

    /// <summary>Whether the loss is scaled against gradients that half precision takes for zero.</summary>
    public static SettingKey<bool> LossScaling { get; } = new("lossScaling", "whether the loss is scaled for half precision");

    /// <summary>Dropout probability.</summary>
    public static SettingKey<double> Dropout { get; } = new("dropout", "dropout probability, in [0, 1)", NumberDomain.BelowOne);

    /// <summary>Label smoothing.</summary>
    public static SettingKey<double> LabelSmoothing { get; } = new("labelSmoothing", "label smoothing, in [0, 1)", NumberDomain.BelowOne);

    /// <summary>Whether the data is augmented.</summary>
    public static SettingKey<bool> Augmentation { get; } = new("augmentation", "whether the data is augmented");

    /// <summary>How weights are initialised.</summary>
    public static SettingKey<string> Initialization { get; } = new("initialization", "initialisation of the weights");

    /// <summary>Activation function of the model.</summary>
    public static SettingKey<string> Activation { get; } = new("activation", "activation function");

    /// <summary>Whether anything measures generalization during the run.</summary>
    public static SettingKey<bool> Validation { get; } = new("validation", "whether held-out data is evaluated during the run");

    /// <summary>Distance between evaluations, in the evaluation's unit.</summary>
    public static SettingKey<double> EvaluationInterval { get; } = new("evaluationInterval", "distance between evaluations, in the unit the framework counts");

    /// <summary>Whether the best checkpoint is to be selected.</summary>
    public static SettingKey<bool> BestModelSelection { get; } = new("bestModelSelection", "whether the best checkpoint is selected, or an early stop is wanted");

    /// <summary>Whether evaluations happen as the selection of the best checkpoint needs them; the derivation says why not.</summary>
    public static SettingKey<bool> EvaluationMatchesSelection { get; } = new("evaluationMatchesSelection", "whether evaluations happen as the selection needs them");

    /// <summary>Evaluations without progress before the run stops.</summary>
    public static SettingKey<double> EarlyStoppingPatience { get; } = new("earlyStoppingPatience", "evaluations without progress before the run stops", NumberDomain.NotNegative);

    /// <summary>Decay of the moving average of the weights.</summary>
    public static SettingKey<double> EmaDecay { get; } = new("emaDecay", "decay of the moving average of the weights", NumberDomain.BetweenZeroAndOne);

    /// <summary>Where stochastic weight averaging starts, as the framework counts.</summary>
    public static SettingKey<double> SwaStart { get; } = new("swaStart", "start of stochastic weight averaging");

    /// <summary>Rank of a low-rank adapter.</summary>
    public static SettingKey<double> LoraRank { get; } = new("loraRank", "rank of the low-rank adapter", NumberDomain.Count);

    /// <summary>Scale numerator of a low-rank adapter.</summary>
    public static SettingKey<double> LoraAlpha { get; } = new("loraAlpha", "alpha of the low-rank adapter", NumberDomain.Positive);

    /// <summary>Whether the adapter's alpha is divided by the root of its rank (Kalajdzievski 2023), not by the rank.</summary>
    public static SettingKey<bool> RankStabilized { get; } = new("rankStabilized", "whether the adapter's alpha is divided by the root of its rank");

    /// <summary>Discount of future rewards.</summary>
    public static SettingKey<double> Discount { get; } = new("discount", "discount of future rewards (gamma)", NumberDomain.Share);

    /// <summary>Lambda of generalized advantage estimation.</summary>
    public static SettingKey<double> GaeLambda { get; } = new("gaeLambda", "lambda of generalized advantage estimation", NumberDomain.Share);

    /// <summary>Transitions collected before an update.</summary>
    public static SettingKey<double> BufferSize { get; } = new("bufferSize", "transitions in the rollout or replay buffer", NumberDomain.Positive);

    /// <summary>Steps per agent before a trajectory is cut.</summary>
    public static SettingKey<double> TimeHorizon { get; } = new("timeHorizon", "steps per agent before a trajectory is cut", NumberDomain.Positive);

    /// <summary>Clip range of PPO.</summary>
    public static SettingKey<double> ClipRange { get; } = new("clipRange", "clip range of proximal policy optimization", NumberDomain.BetweenZeroAndOne);

    /// <summary>Family of the model, such as transformer or convnet.</summary>
    public static SettingKey<string> ModelFamily { get; } = new("modelFamily", "family of the model");

    /// <summary>Whether the model has recurrent layers.</summary>
    public static SettingKey<bool> Recurrent { get; } = new("recurrent", "whether the model has recurrent layers");

    /// <summary>Whether the model normalizes over the batch.</summary>
    public static SettingKey<bool> BatchNormalization { get; } = new("batchNormalization", "whether the model normalizes over the batch");

    /// <summary>Whether the transformer normalizes before each block, which makes its first steps tame without a warmup (Xiong et al. 2020).</summary>
    public static SettingKey<bool> PreNormalization { get; } = new("preNormalization", "whether the transformer normalizes before each block");

    /// <summary>Whether a generator or discriminator of an adversarial pair is trained, where betas and rates follow other habits.</summary>
    public static SettingKey<bool> Adversarial { get; } = new("adversarial", "whether it is one side of an adversarial pair");

    /// <summary>Whether a diffusion or flow model of images or video is trained.</summary>
    public static SettingKey<bool> Diffusion { get; } = new("diffusion", "whether it is a diffusion or flow model");

    /// <summary>Name or path of the model that is trained, where it names a known one or a size.</summary>
    public static SettingKey<string> ModelName { get; } = new("modelName", "name or path of the model that is trained");

    /// <summary>Number of weights of the model.</summary>
    public static SettingKey<double> ModelParameters { get; } = new("modelParameters", "number of weights of the model",
        NumberDomain.Count);

    /// <summary>Name of the loss.</summary>
    public static SettingKey<string> Loss { get; } = new("loss", "loss");

    /// <summary>Activation of the last layer.</summary>
    public static SettingKey<string> OutputActivation { get; } = new("outputActivation", "activation of the last layer");

    /// <summary>Outputs of the last layer.</summary>
    public static SettingKey<double> Outputs { get; } = new("outputs", "outputs of the last layer", NumberDomain.Count);

    /// <summary>The measure by which people judge the run.</summary>
    public static SettingKey<string> Metric { get; } = new("metric", "measure by which the run is judged");

    /// <summary>Samples that a device gets if the batch is shared among the devices that the file names.</summary>
    public static SettingKey<double> SharedBatch { get; } = new("sharedBatch", "samples per device if the batch is shared by all");

    /// <summary>Whether it is a sweep or search over settings, not a single run.</summary>
    public static SettingKey<bool> Sweep { get; } = new("sweep", "whether it is a sweep over settings");

    /// <summary>Whether the run only shows that training works, or trains so small a part that nothing is to be learned from its length.</summary>
    public static SettingKey<bool> SmokeTest { get; } = new("smokeTest", "whether the run only shows that training works");

    /// <summary>All keys in display order. A field, not a computed property: reading it must run the initialisers above, which register the keys.</summary>
    public static IReadOnlyList<SettingKey> All { get; } = SettingKey.All;
}
