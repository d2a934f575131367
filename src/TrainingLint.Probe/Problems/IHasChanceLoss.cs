namespace TrainingLint.Probe.Problems;

/// <summary>A problem that knows what the best answer without looking would cost: the entropy of what is to be predicted.</summary>
public interface IHasChanceLoss : IProblem
{
    /// <summary>Mean loss of the best constant answer.</summary>
    double ChanceLoss { get; }
}
