namespace TrainingLint.Probe.Problems;

/// <summary>A problem whose predictions are groups: labels are interchangeable, and only who is grouped with whom counts.</summary>
public interface IClusters : IPredicts
{
}
