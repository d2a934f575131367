namespace TrainingLint.Probe.Problems;

/// <summary>A problem whose start is the end of an earlier training: what a recipe does to it is harm or help, not learning from nothing.</summary>
public interface IPretrained : IProblem
{
    /// <summary>The loss of a network that was never trained.</summary>
    double UntrainedLoss { get; }
}
