using System.Collections.Generic;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Networks;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Transformer, convolution, adapters, preferences and a policy, each with recipes that suit it and recipes that ruin it.</summary>
internal static class NetworkCases
{
    private static LanguageModel Model => new(sequences: 36);
    private static LanguageModelTuning Tuning => new(sequences: 36);
    private static LoraTuning Lora => new(rank: 4, sequences: 36);
    private static PreferenceTuning Preference => new(pairs: 24);
    private static DigitsConvolution Convolution => new(samples: 192);
    private static GridPolicy Policy => new();

    private static readonly OptimizerSettings AdamW = OptimizerSettings.Of(OptimizerKind.AdamW);
    private static readonly OptimizerSettings Adam = OptimizerSettings.Of(OptimizerKind.Adam);
    private static readonly OptimizerSettings Heavy = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 };

    public static IEnumerable<BatteryCase> All =>
    [
        Of("transformer, AdamW, rate 0.005 after a warmup", Model, AdamW, 0.005, 12, 80, "sound", warmup: 8),
        Of("transformer, AdamW, rate 3 after a warmup", Model, AdamW, 3, 12, 40, "ruined", warmup: 4),
        Of("transformer, AdamW, rate 1e-8", Model, AdamW, 1e-8, 12, 40, "ruined"),
        Of("transformer, momentum 0.9, rate 100", Model, Heavy, 100, 12, 40, "ruined"),
        Of("convolution, momentum 0.9, rate 0.05", Convolution, Heavy, 0.05, 32, 80, "sound"),
        Of("convolution, Adam, rate 0.005", Convolution, Adam, 0.005, 32, 80, "sound"),
        Of("convolution, AdamW, rate 0.01 after a warmup, batch 64", Convolution, AdamW, 0.01, 64, 80, "sound", warmup: 8),
        Of("convolution, Adam, rate 10", Convolution, Adam, 10, 32, 40, "ruined"),
        Of("convolution, momentum 0.9, rate 1e-8", Convolution, Heavy, 1e-8, 32, 40, "ruined"),
        Of("convolution, momentum 0.9, decay 10", Convolution, Heavy with { WeightDecay = 10 }, 0.05, 32, 60, "ruined"),
        Of("tuning, AdamW, rate 3e-4", Tuning, AdamW, 3e-4, 12, 40, "sound", isLong: true),
        Of("tuning, AdamW, rate 1", Tuning, AdamW, 1, 12, 40, "ruined", isLong: true),
        Of("adapters, AdamW, rate 0.003", Lora, AdamW, 0.003, 12, 40, "sound", isLong: true),
        Of("adapters, AdamW, rate 10", Lora, AdamW, 10, 12, 40, "ruined", isLong: true),
        Of("preferences, AdamW, rate 1e-4", Preference, AdamW, 1e-4, 8, 40, "sound", isLong: true),
        Of("preferences, momentum 0.9, rate 1e4", Preference, Heavy, 1e4, 8, 40, "ruined", isLong: true),
        Of("policy, Adam, rate 0.01", Policy, Adam, 0.01, 0, 120, "sound", isLong: true),
        Of("policy, Adam, rate 0.001", Policy, Adam, 0.001, 0, 120, "sound", isLong: true),
        Of("policy, gradient descent, rate 1e5", Policy, OptimizerSettings.Of(OptimizerKind.Sgd), 1e5, 0, 60, "ruined"),
    ];

    private static BatteryCase Of(string name, IProblem problem, OptimizerSettings optimizer, double rate, int batch, int steps,
        string truth, int warmup = 0, bool isLong = false) => new("network: " + name, truth, seed =>
    {
        var schedule = LearningRateSchedule.Constant(steps, rate);
        var options = StabilityCases.Run(problem, optimizer, rate, seed, steps) with
        {
            Schedule = warmup > 0 ? schedule.WithWarmup(new Warmup(warmup), countAfter: false) : schedule,
            BatchSize = batch,
            StabilityPoints = 2,
            SpectrumProducts = 15,
            IsPartOfALongRun = isLong,
        };
        return RunCases.Answer(OptimizationProbe.Run(options).Soundness.Verdict);
    });
}
