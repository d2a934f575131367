using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Rules.Adapters;
using TrainingLint.Core.Rules.BatchAndLength;
using TrainingLint.Core.Rules.Code;
using TrainingLint.Core.Rules.Evaluation;
using TrainingLint.Core.Rules.Gradients;
using TrainingLint.Core.Rules.Initialization;
using TrainingLint.Core.Rules.LearningRate;
using TrainingLint.Core.Rules.Optimizer;
using TrainingLint.Core.Rules.Regularization;
using TrainingLint.Core.Rules.Reinforcement;
using TrainingLint.Core.Rules.Reproducibility;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Rules;

/// <summary>The catalogue of all rules, ordered by ID.</summary>
public static class RuleBook
{
    /// <summary>IDs that once stood for a rule and must never stand for another.</summary>
    public static IReadOnlyList<string> RetiredIds { get; } = [];

    /// <summary>One instance of every rule.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new LearningRateInvalid(),
        new LearningRateTooHigh(),
        new LearningRateTooLow(),
        new NoWarmup(),
        new WarmupTooLong(),
        new ConflictingWarmup(),
        new NoSchedule(),
        new ScheduleBeyondEnd(),
        new FinalLearningRateAbovePeak(),
        new LearningRateNotScaled(),
        new LearningRateScaledByFramework(),
        new NoMomentum(),
        new MomentumOutOfRange(),
        new BetasOutOfRange(),
        new EpsilonExtreme(),
        new WeightDecayExtreme(),
        new AdamWithL2(),
        new MissingSeed(),
        new SeedIncomplete(),
        new SingleRunConclusion(),
        new NondeterministicMode(),
        new BatchSizeInvalid(),
        new BatchProductMismatch(),
        new LargeBatchWithoutWarmup(),
        new NoTrainingSteps(),
        new ConflictingLength(),
        new FullBatchGradient(),
        new GradientClippingZero(),
        new GradientClippingDisabled(),
        new ConflictingPrecision(),
        new HalfPrecisionWithoutScaling(),
        new DropoutOutOfRange(),
        new NoRegularization(),
        new AveragingNeverStarts(),
        new SharpMinimumRisk(),
        new LabelSmoothingOutOfRange(),
        new ConstantInitialization(),
        new InitializationMismatch(),
        new NoValidation(),
        new BestModelWithoutEvaluation(),
        new EvaluationBeyondEnd(),
        new EarlyStoppingTooEager(),
        new NumberReadAsString(),
        new DuplicateKey(),
        new UnknownKey(),
        new UnresolvedReference(),
        new UnreadableConfig(),
        new SettingWithoutEffect(),
        new WrongType(),
        new UnusedSuppression(),
        new DiscountOutOfRange(),
        new PpoBatchExceedsBuffer(),
        new PpoBatchNotDividing(),
        new PpoHorizonExceedsBuffer(),
        new OutsideDocumentedRange(),
        new LoraScaleExtreme(),
        new MissingZeroGrad(),
        new StepOrder(),
        new LeftInEvaluationMode(),
        new GradientInEvaluation(),
        new LossInputMismatch(),
        new OptimizerRecreated(),
        new UnshuffledTrainingData(),
        new UnseededRandom(),
        new PlateauWithoutMetric(),
        new CycleMomentumUnsupported(),
        new OneCycleWithoutLength(),
        new ScheduleArgumentInvalid(),
        new NesterovWithoutMomentum(),
        new LbfgsMisuse(),
        new ParameterGroupDefaultRate(),
        new ModelMovedAfterOptimizer(),
        new StepWithoutBackward(),
        new MisplacedClipping(),
        new DefaultDecayPerStep(),
        new FreshSchedulerResumed(),
        new IntegerDivisionInSchedule(),
        new DropoutAlwaysOn(),
        new UnregisteredModules(),
        new RateOverriddenByScheduler(),
    ];

    /// <summary>The rule with an ID or name (any case); null when there is none.</summary>
    public static Rule? Find(string idOrName) =>
        Rules.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(rule.Info.Name, idOrName, StringComparison.OrdinalIgnoreCase));
}
