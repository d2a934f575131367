namespace TrainingLint.Probe.Problems;

/// <summary>A problem that knows whether its mean loss is convex. Every local minimum of a convex loss is a global one.</summary>
public interface IDeclaresConvexity : IProblem
{
    /// <summary>True when the mean loss over any samples is proven to be convex; false when it is not, or nobody knows.</summary>
    bool IsConvex { get; }
}
