using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Knowledge;

/// <summary>The table of weight decays.</summary>
public static class WeightDecayRanges
{
    private const string Vision = "1,940 public vision recipes";

    /// <summary>All rows.</summary>
    public static IReadOnlyList<WeightDecayRange> Rows { get; } =
    [
        new(OptimizerFamily.Sgd, 0.02, 1, Vision + ": 99 % at or below 5e-4, largest 0.016"),
        new(OptimizerFamily.Adam, 0.5, 10, Vision + " and 848 language-model recipes: largest 0.3"),
        new(OptimizerFamily.Lion, 10, 100, "Chen et al. 2023 (arXiv:2302.06675), section 5: three to ten times the decay of AdamW, at a tenth of its rate"),
        new(OptimizerFamily.Lars, 0.01, 1, Vision + ": largest 1e-5"),
        new(OptimizerFamily.RmsProp, 0.02, 1, Vision + ": as SGD, since the decay is part of the gradient"),
        new(OptimizerFamily.Unknown, 0.5, 10, "as Adam, the widest of the rows for common optimizers"),
    ];

    // A head on frozen features has few weights and no use for large ones.
    private static readonly WeightDecayRange Probe = new(OptimizerFamily.Unknown, 2, 20, "V-JEPA 2 (configs/eval) decays attentive probes by as much as 0.8");

    /// <summary>The row for an optimizer in a regime.</summary>
    public static WeightDecayRange Find(OptimizerFamily family, Regime regime) =>
        regime == Regime.LinearProbe ? Probe
        : Rows.FirstOrDefault(row => row.Family == family) ?? Rows.First(row => row.Family == OptimizerFamily.Unknown);
}
