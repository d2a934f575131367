namespace TrainingLint.Probe.Problems;

/// <summary>A problem whose lowest loss is known, so that one can tell how much of the way a run has gone.</summary>
public interface IHasLowestLoss : IProblem
{
    /// <summary>The loss below which nothing lies.</summary>
    double LowestLoss { get; }
}
