using System;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>Names of the public contract for what a probe says.</summary>
internal static class ProbeNames
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NotRun => "not-run",
        Verdict.Diverged => "diverged",
        Verdict.StillMoving => "still-moving",
        Verdict.Converging => "converging",
        Verdict.EdgeOfStability => "edge-of-stability",
        Verdict.LearnedNothing => "learned-nothing",
        Verdict.Saddle => "saddle",
        Verdict.Plateau => "plateau",
        Verdict.Minimum => "minimum",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    public static string Of(SoundnessVerdict verdict) => verdict switch
    {
        SoundnessVerdict.Sound => "sound",
        SoundnessVerdict.AtRisk => "at-risk",
        SoundnessVerdict.CouldNotTell => "could-not-tell",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>The answer in one line, for somebody who reads no other.</summary>
    public static string Sentence(Soundness soundness) =>
        Of(soundness.Verdict).Replace('-', ' ') + ": " + soundness.Reason + "; " + soundness.Advice;

    public static string Of(PerceptronLoss loss) => loss == PerceptronLoss.CrossEntropy ? "cross-entropy" : "squared-error";

    public static string Of(Activation activation) => activation switch
    {
        Activation.Relu => "relu",
        Activation.Gelu => "gelu",
        _ => "tanh",
    };

    public static string Of(Initialization initialization) => initialization switch
    {
        Initialization.Torch => "torch",
        Initialization.Xavier => "xavier",
        Initialization.He => "he",
        Initialization.Constant => "constant",
        _ => throw new ArgumentOutOfRangeException(nameof(initialization)),
    };

    public static string Describe(IProblem problem) => problem is DigitsPerceptron network
        ? $"{network.Name} {network.Layers} ({Of(network.Activation)}, {Of(network.Loss)})"
        : problem.Name;
}
