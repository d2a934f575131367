using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>One thing is wrong with each recipe, and the advice must name that one: the setting, or the way in which the rate must go.</summary>
internal static class AdviceCases
{
    private const int Steps = 120;

    private static readonly string[] Faults = ["momentum", "beta1", "beta2", "epsilon", "weight decay", "clipped", "schedule", "grows", "alike", "lower", "raise"];

    private static readonly OptimizerSettings Plain = OptimizerSettings.Of(OptimizerKind.Sgd);
    private static readonly OptimizerSettings Heavy = Plain with { Momentum = 0.9 };
    private static readonly OptimizerSettings Adam = OptimizerSettings.Of(OptimizerKind.Adam);
    private static readonly OptimizerSettings AdamW = OptimizerSettings.Of(OptimizerKind.AdamW);

    public static IEnumerable<BatteryCase> All =>
    [
        Of("momentum 1.1 at 0.1", Heavy with { Momentum = 1.1 }, Constant(0.1), "momentum"),
        Of("momentum 1.2 at 0.1", Heavy with { Momentum = 1.2 }, Constant(0.1), "momentum"),
        Of("Nesterov 1.2 at 0.1", Heavy with { Momentum = 1.2, Nesterov = true }, Constant(0.1), "momentum"),
        Of("Adam, epsilon 1000", Adam with { Epsilon = 1000 }, Constant(0.005), "epsilon"),
        Of("AdamW, decay 90", AdamW with { WeightDecay = 90 }, Constant(0.005), "weight decay"),
        Of("Adam, decay 10 in the gradient", Adam with { WeightDecay = 10 }, Constant(0.005), "weight decay"),
        Of("momentum 0.9, decay 3", Heavy with { WeightDecay = 3 }, Constant(0.1), "weight decay"),
        Of("gradients clipped to 1e-7", Heavy with { ClipNorm = 1e-7 }, Constant(0.1), "clipped"),
        Of("elements clipped to 1e-8", Heavy with { ClipValue = 1e-8 }, Constant(0.1), "clipped"),
        Of("a schedule that is over at once", Heavy, LearningRateSchedule.Step(Steps, 0.1, 2, 1e-4), "schedule"),
        Of("a rate that grows half as much again with each epoch", Heavy, LearningRateSchedule.Exponential(Steps, 0.05, 1.5, Steps / 20.0), "grows"),
        Of("weights that are all alike", Heavy, Constant(0.1), "alike", Initialization.Constant),
        Of("momentum 0.9 at 20", Heavy, Constant(20), "lower"),
        Of("Adam at 3", Adam, Constant(3), "lower"),
        Of("Lion at 1", OptimizerSettings.Of(OptimizerKind.Lion), Constant(1), "lower"),
        Of("Prodigy at 1000, which has a second range beyond", OptimizerSettings.Of(OptimizerKind.Prodigy), Constant(1000), "lower"),
        Of("LARS at 1e6, four decades too high", OptimizerSettings.Of(OptimizerKind.Lars) with { Momentum = 0.9 }, Constant(1e6), "lower"),
        Of("gradient descent at 1e-6, five decades too low", Plain, Constant(1e-6), "raise"),
        Of("Adam at 1e-8, six decades too low", Adam, Constant(1e-8), "raise"),
        Of("momentum 0.9 at 0.1", Heavy, Constant(0.1), "nothing"),
        Of("Adam, beta1 0.98 at 0.003, unusual and harmless", Adam with { Beta1 = 0.98 }, Constant(0.003), "nothing"),
        Of("momentum 0.9, decay 0.006, harmless", Heavy with { WeightDecay = 0.006 }, Constant(0.1), "nothing"),
    ];

    private static LearningRateSchedule Constant(double rate) => LearningRateSchedule.Constant(Steps, rate);

    private static BatteryCase Of(string name, OptimizerSettings optimizer, LearningRateSchedule schedule, string truth,
        Initialization start = Initialization.Torch) => new("advice: " + name, truth, seed =>
    {
        var problem = new DigitsPerceptron([64, 32, 10], samples: 500, initialization: start);
        var soundness = OptimizationProbe.Run(StabilityCases.Run(problem, optimizer, 1, seed, Steps) with
        {
            Schedule = schedule,
            BatchSize = 64,
            SweepSeeds = 1,
            StabilityPoints = 2,
            SpectrumProducts = 15,
        }).Soundness;
        return soundness.Verdict == SoundnessVerdict.Sound ? "nothing"
            : Faults.FirstOrDefault(fault => soundness.Advice.Contains(fault, StringComparison.Ordinal)) ?? "something else";
    });
}
