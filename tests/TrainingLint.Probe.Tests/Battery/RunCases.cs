using System.Collections.Generic;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>
/// Whole runs on the digits, sound or ruined by one thing. What a run is worth is known from its end: less than a tenth of the starting loss
/// left is sound, nine tenths and more is ruined; what a recipe leaves in between is asked nowhere.
/// </summary>
internal static class RunCases
{
    private const int Steps = 120;

    private static DigitsPerceptron Tanh => new([64, 32, 10], samples: 500);
    private static DigitsPerceptron Relu => new([64, 32, 10], Activation.Relu, samples: 500);
    private static DigitsPerceptron Deep => new([64, 24, 24, 24, 10], Activation.Gelu, samples: 400);
    private static DigitsPerceptron Squares => new([64, 32, 10], loss: PerceptronLoss.SquaredError, samples: 500);
    private static LogisticRegression Plane => new();

    private static readonly OptimizerSettings Plain = OptimizerSettings.Of(OptimizerKind.Sgd);
    private static readonly OptimizerSettings Heavy = Plain with { Momentum = 0.9 };
    private static readonly OptimizerSettings Adam = OptimizerSettings.Of(OptimizerKind.Adam);
    private static readonly OptimizerSettings AdamW = OptimizerSettings.Of(OptimizerKind.AdamW);
    private static readonly OptimizerSettings RmsProp = OptimizerSettings.Of(OptimizerKind.RmsProp);
    private static readonly OptimizerSettings Lion = OptimizerSettings.Of(OptimizerKind.Lion);

    public static IEnumerable<BatteryCase> All => [.. Sound, .. Ruined];

    private static IEnumerable<BatteryCase> Sound => [
        Of("tanh, momentum 0.9, rate 0.1, batch 64", Tanh, Heavy, 0.1, 64, "sound"),
        Of("tanh, momentum 0.9, rate 0.3, batch 64", Tanh, Heavy, 0.3, 64, "sound"),
        Of("tanh, gradient descent, rate 1, batch 32", Tanh, Plain, 1, 32, "sound"),
        Of("tanh, Nesterov 0.9, rate 0.1, batch 64", Tanh, Heavy with { Nesterov = true }, 0.1, 64, "sound"),
        Of("tanh, Adam, rate 0.01, batch 64", Tanh, Adam, 0.01, 64, "sound"),
        Of("tanh, Adam, rate 0.003, batch 64", Tanh, Adam, 0.003, 64, "sound"),
        Of("tanh, AdamW, rate 0.01, batch 128", Tanh, AdamW, 0.01, 128, "sound"),
        Of("tanh, RMSProp, rate 0.003, batch 64", Tanh, RmsProp, 0.003, 64, "sound"),
        Of("tanh, Lion, rate 0.001, batch 64", Tanh, Lion, 0.001, 64, "sound"),
        Of("tanh, momentum 0.9, clip norm 1, rate 0.1", Tanh, Heavy with { ClipNorm = 1 }, 0.1, 64, "sound"),
        Of("tanh, momentum 0.9, decay 1e-4, rate 0.1", Tanh, Heavy with { WeightDecay = 1e-4 }, 0.1, 64, "sound"),
        Of("tanh, momentum 0.9, rate 0.1, batch 8", Tanh, Heavy, 0.05, 8, "sound"),
        Of("ReLU, momentum 0.9, rate 0.1, batch 64", Relu, Heavy, 0.1, 64, "sound"),
        Of("ReLU, Adam, rate 0.01, batch 64", Relu, Adam, 0.01, 64, "sound"),
        Of("ReLU, gradient descent, rate 0.5, batch 32", Relu, Plain, 0.5, 32, "sound"),
        Of("four layers, GELU, Adam, rate 0.005, batch 64", Deep, Adam, 0.005, 64, "sound"),
        Of("four layers, GELU, AdamW, rate 0.01, batch 64, after a warmup", Deep, AdamW, 0.01, 64, "sound", warmup: 20),
        Of("squared error, Adam, rate 0.005, batch 64", Squares, Adam, 0.005, 64, "sound"),
        Of("logistic regression, gradient descent, rate 0.5", Plane, Plain, 0.5, 0, "sound"),
        Of("logistic regression, momentum 0.9, rate 0.1, batch 64", Plane, Heavy, 0.1, 64, "sound"),
        Of("logistic regression, Adam, rate 0.01", Plane, Adam, 0.01, 0, "sound"),
        Of("tanh, momentum 0.9, cosine from 0.2, batch 64", Tanh, Heavy, 0.2, 64, "sound", warmup: 5),
    ];

    private static IEnumerable<BatteryCase> Ruined => [
        Of("tanh, momentum 0.9, rate 30, batch 64", Tanh, Heavy, 30, 64, "ruined"),
        Of("tanh, gradient descent, rate 100, batch 32", Tanh, Plain, 100, 32, "ruined"),
        Of("tanh, Adam, rate 1, batch 64", Tanh, Adam, 3, 64, "ruined"),
        Of("tanh, momentum 0.9, rate 1e-7, batch 64", Tanh, Heavy, 1e-7, 64, "ruined"),
        Of("tanh, Adam, rate 1e-8, batch 64", Tanh, Adam, 1e-8, 64, "ruined"),
        Of("tanh, Lion, rate 1, batch 64", Tanh, Lion, 1, 64, "ruined"),
        Of("tanh, RMSProp, rate 10, batch 64", Tanh, RmsProp, 10, 64, "ruined"),
        Of("tanh, momentum 0.9, decay 3, rate 0.1", Tanh, Heavy with { WeightDecay = 3 }, 0.1, 64, "ruined"),
        Of("tanh, momentum 1.1, rate 0.1", Tanh, Plain with { Momentum = 1.1 }, 0.1, 64, "ruined"),
        Of("tanh, clip norm 1e-6, rate 0.1", Tanh, Heavy with { ClipNorm = 1e-6 }, 0.1, 64, "ruined"),
        Of("tanh, Adam, epsilon 1e4, rate 0.01", Tanh, Adam with { Epsilon = 1e4 }, 0.01, 64, "ruined"),
        Of("tanh, momentum 0.9, rate 10, batch 1", Tanh, Heavy, 10, 1, "ruined"),
        Of("ReLU, momentum 0.9, rate 5, batch 64", Relu, Heavy, 5, 64, "ruined"),
        Of("ReLU, Adam, rate 3, batch 64", Relu, Adam, 3, 64, "ruined"),
        Of("ReLU, gradient descent, rate 30, batch 32", Relu, Plain, 30, 32, "ruined"),
        Of("four layers, GELU, momentum 0.9, rate 10, batch 64", Deep, Heavy, 10, 64, "ruined"),
        Of("four layers, GELU, Adam, rate 1e-8, batch 64", Deep, Adam, 1e-8, 64, "ruined"),
        Of("four layers, GELU, AdamW, decay 100, rate 0.01", Deep, AdamW with { WeightDecay = 99 }, 0.01, 64, "ruined"),
        Of("squared error, gradient descent, rate 5", Squares, Plain, 5, 64, "ruined"),
        Of("logistic regression, gradient descent, rate 1e-6", Plane, Plain, 1e-6, 0, "ruined"),
        Of("logistic regression, momentum 0.9, rate 1e4", Plane, Heavy, 1e4, 64, "ruined"),
        Of("tanh, momentum 0.9, rate 30 after a warmup over half the run", Tanh, Heavy, 30, 64, "ruined", warmup: 60),
    ];

    private static BatteryCase Of(string name, IProblem problem, OptimizerSettings optimizer, double rate, int batch, string truth,
        int warmup = 0) => new("run: " + name, truth, seed =>
    {
        var schedule = warmup == 0 ? LearningRateSchedule.Constant(Steps, rate)
            : LearningRateSchedule.Cosine(Steps, rate).WithWarmup(new Warmup(warmup), countAfter: false);
        var options = StabilityCases.Run(problem, optimizer, rate, seed, Steps) with
        {
            Schedule = schedule,
            BatchSize = batch,
            SpectrumProducts = 30
        };
        return Answer(OptimizationProbe.Run(options).Soundness.Verdict);
    });

    public static string Answer(SoundnessVerdict verdict) => verdict switch
    {
        SoundnessVerdict.Sound => "sound",
        SoundnessVerdict.AtRisk => "ruined",
        _ => "undecided",
    };
}
