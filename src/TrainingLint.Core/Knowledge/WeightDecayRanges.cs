using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Knowledge;

/// <summary>The largest weight decay in use with one kind of optimizer.</summary>
/// <param name="Family">Kind of optimizer.</param>
/// <param name="WarnAbove">Values above this are outside of practice.</param>
/// <param name="Source">Evidence.</param>
public sealed record WeightDecayRange(OptimizerFamily Family, double WarnAbove, string Source);

/// <summary>The table of weight decays.</summary>
public static class WeightDecayRanges
{
    /// <summary>From here on, weights shrink faster than any gradient can rebuild them.</summary>
    public const double ErrorFrom = 1;

    private const string Vision = "1,940 public vision recipes";

    /// <summary>All rows.</summary>
    public static IReadOnlyList<WeightDecayRange> Rows { get; } =
    [
        new(OptimizerFamily.Sgd, 0.02, Vision + ": 99 % at or below 5e-4, largest 0.016"),
        new(OptimizerFamily.Adam, 0.5, Vision + " and 848 language-model recipes: largest 0.3"),
        new(OptimizerFamily.Lars, 0.01, Vision + ": largest 1e-5"),
        new(OptimizerFamily.RmsProp, 0.02, Vision + ": as SGD, since the decay is part of the gradient"),
        new(OptimizerFamily.Unknown, 0.5, "the widest of the other rows"),
    ];

    /// <summary>The row for an optimizer.</summary>
    public static WeightDecayRange Find(OptimizerFamily family) =>
        Rows.FirstOrDefault(row => row.Family == family) ?? Rows.First(row => row.Family == OptimizerFamily.Unknown);
}
