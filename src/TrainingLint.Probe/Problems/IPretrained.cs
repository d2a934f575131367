using System;

namespace TrainingLint.Probe.Problems;

/// <summary>A problem whose start is the end of an earlier training: what a recipe does to it is harm or help, not learning from nothing.</summary>
public interface IPretrained : IProblem
{
    /// <summary>The loss of a network that was never trained.</summary>
    double UntrainedLoss { get; }

    /// <summary>The loss on what the weights were trained on before; null where that is not known.</summary>
    double? EarlierLoss(ReadOnlySpan<double> parameters) => null;

    /// <summary>What guessing costs there; not a number where that is not known.</summary>
    double EarlierChanceLoss => double.NaN;
}
