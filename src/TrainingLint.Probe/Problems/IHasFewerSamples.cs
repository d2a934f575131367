namespace TrainingLint.Probe.Problems;

/// <summary>A problem that can be had with a part of its samples, so that one that is too large for a budget can still be asked.</summary>
public interface IHasFewerSamples : IProblem
{
    /// <summary>The same problem on its first samples.</summary>
    /// <param name="samples">How many, from 1 to all.</param>
    IProblem WithSamples(int samples);
}
