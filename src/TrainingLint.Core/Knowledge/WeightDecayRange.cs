namespace TrainingLint.Core.Knowledge;

/// <summary>The largest weight decay in use with one kind of optimizer.</summary>
/// <param name="Family">Kind of optimizer.</param>
/// <param name="WarnAbove">Values above this are outside of practice.</param>
/// <param name="ErrorFrom">From here on, weights shrink faster than any gradient can rebuild them at the usual rates.</param>
/// <param name="Source">Evidence.</param>
public sealed record WeightDecayRange(OptimizerFamily Family, double WarnAbove, double ErrorFrom, string Source);
