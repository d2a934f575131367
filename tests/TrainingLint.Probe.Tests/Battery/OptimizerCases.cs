using System.Collections.Generic;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Networks;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Every rule at a rate that suits it, and at one that ruins the run; sound and ruined mean the same as in <see cref="RunCases"/>.</summary>
internal static class OptimizerCases
{
    private const int Steps = 150;

    private static DigitsPerceptron Tanh => new([64, 32, 10], samples: 500);

    public static IEnumerable<BatteryCase> All =>
    [
        .. Pair("NAdam", OptimizerKind.NAdam, 0.01, 3),
        .. Pair("RAdam", OptimizerKind.RAdam, 0.01, 3),
        .. Pair("Adamax", OptimizerKind.Adamax, 0.02, 10),
        .. Pair("Adadelta", OptimizerKind.Adadelta, 5, 1e-5),
        .. Pair("Adafactor", OptimizerKind.Adafactor, 0.01, 3),
        .. Pair("LAMB", OptimizerKind.Lamb, 0.02, 10),
        .. Pair("LARS, momentum 0.9", OptimizerSettings.Of(OptimizerKind.Lars) with { Momentum = 0.9 }, 10, 5000),
        .. Pair("Muon", OptimizerKind.Muon, 0.02, 20),
        .. Pair("schedule-free SGD", OptimizerKind.ScheduleFreeSgd, 2, 100),
        .. Pair("schedule-free AdamW", OptimizerKind.ScheduleFreeAdamW, 0.01, 3),
        .. Pair("Prodigy", OptimizerKind.Prodigy, 1, 1000),
        .. Pair("SAM, momentum 0.9", OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9, SharpnessRadius = 0.05 }, 0.1, 10),
        Of("tuning, Adafactor, rate 1e-3", new LanguageModelTuning(36), OptimizerSettings.Of(OptimizerKind.Adafactor), 1e-3, 12, "sound", isLong: true),
        Of("tuning, AdamW at 0.5 learns the new text from ruins", new LanguageModelTuning(36), OptimizerSettings.Of(OptimizerKind.AdamW), 0.5, 12, "ruined", isLong: true),
        Of("adapters, AdamW at 10 learn the new text from ruins", new LoraTuning(4, sequences: 36), OptimizerSettings.Of(OptimizerKind.AdamW), 10, 12, "ruined", isLong: true),
        Of("preferences, AdamW at 0.5, won by a model that can no longer write", new PreferenceTuning(pairs: 24), OptimizerSettings.Of(OptimizerKind.AdamW), 0.5, 8, "ruined", isLong: true),
    ];

    private static BatteryCase[] Pair(string name, OptimizerKind kind, double good, double bad) =>
        Pair(name, OptimizerSettings.Of(kind), good, bad);

    private static BatteryCase[] Pair(string name, OptimizerSettings settings, double good, double bad) =>
    [
        Of(System.FormattableString.Invariant($"{name}, rate {good}"), Tanh, settings, good, 64, "sound"),
        Of(System.FormattableString.Invariant($"{name}, rate {bad}"), Tanh, settings, bad, 64, "ruined"),
    ];

    private static BatteryCase Of(string name, IProblem problem, OptimizerSettings optimizer, double rate, int batch, string truth,
        bool isLong = false) => new("rule: " + name, truth, seed =>
    {
        var steps = problem is IHasTensors ? 60 : Steps;
        var options = StabilityCases.Run(problem, optimizer, rate, seed, steps) with
        {
            Schedule = LearningRateSchedule.Constant(steps, rate),
            BatchSize = batch,
            StabilityPoints = 2,
            SpectrumProducts = 15,
            IsPartOfALongRun = isLong,
        };
        return RunCases.Answer(OptimizationProbe.Run(options).Soundness.Verdict);
    });
}
