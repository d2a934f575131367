using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>An update rule with its constants. Defaults are torch's.</summary>
public sealed record OptimizerSettings
{
    /// <summary>The rule.</summary>
    public OptimizerKind Kind { get; init; }

    /// <summary>Momentum of SGD, RMSProp, LARS, Muon and schedule-free SGD.</summary>
    public double Momentum { get; init; }

    /// <summary>Share of the gradient that momentum leaves out.</summary>
    public double Dampening { get; init; }

    /// <summary>Nesterov's form of momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Weight decay: added to the gradient, or decoupled (<see cref="DecouplesDecay"/>).</summary>
    public double WeightDecay { get; init; }

    /// <summary>Decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment; the smoothing constant of RMSProp.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Offset in the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Largest norm of the gradient; null for no clipping.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Largest size of an element of the gradient; null for no clipping.</summary>
    public double? ClipValue { get; init; }

    /// <summary>
    /// Distance uphill at which the gradient is taken (sharpness-aware minimization, Foret et al. 2020, arXiv:2010.01412); 0 for where the
    /// parameters are.
    /// </summary>
    public double SharpnessRadius { get; init; }

    /// <summary>True for rules that shrink parameters by rate times decay, whatever their divisor.</summary>
    public bool DecouplesDecay => Kind is OptimizerKind.AdamW or OptimizerKind.Lion or OptimizerKind.Adafactor or OptimizerKind.Muon
        or OptimizerKind.Sophia;

    /// <summary>True for rules of which <see cref="Momentum"/> is the memory; others have <see cref="Beta1"/>, or none.</summary>
    public bool HasVelocity => Kind is OptimizerKind.Sgd or OptimizerKind.RmsProp or OptimizerKind.Lars or OptimizerKind.Muon
        or OptimizerKind.ScheduleFreeSgd;

    /// <summary>The share of its memory that the rule keeps from one update to the next; 0 for none.</summary>
    public double Memory => HasVelocity ? Momentum
        : Kind is OptimizerKind.Adagrad or OptimizerKind.Adadelta or OptimizerKind.Adafactor ? 0 : Beta1;

    /// <summary>The rule with torch's defaults for its constants.</summary>
    public static OptimizerSettings Of(OptimizerKind kind) => kind switch
    {
        OptimizerKind.RmsProp => new() { Kind = kind, Beta2 = 0.99 },
        OptimizerKind.Adagrad => new() { Kind = kind, Epsilon = 1e-10 },
        OptimizerKind.Lion => new() { Kind = kind, Beta2 = 0.99 },
        OptimizerKind.AdamW => new() { Kind = kind, WeightDecay = 0.01 },
        OptimizerKind.Adadelta => new() { Kind = kind, Beta2 = 0.9, Epsilon = 1e-6 },
        OptimizerKind.Adafactor => new() { Kind = kind, Epsilon = 1e-30 },
        OptimizerKind.Lamb => new() { Kind = kind, Epsilon = 1e-6 },
        OptimizerKind.Muon => new() { Kind = kind, Momentum = 0.95, Nesterov = true, WeightDecay = 0.1 },
        OptimizerKind.Sophia => new() { Kind = kind, Beta1 = 0.96, Beta2 = 0.99, Epsilon = 1e-12, WeightDecay = 0.1 },
        OptimizerKind.ScheduleFreeSgd => new() { Kind = kind, Momentum = 0.9 },
        _ => new() { Kind = kind },
    };

    /// <summary>The same rule without momentum: no velocity, and no first moment for Adam and Lion; null when it has none.</summary>
    public OptimizerSettings? WithoutMomentum() => Memory == 0 ? null
        : HasVelocity ? this with { Momentum = 0, Nesterov = false, Dampening = 0 }
        : this with { Beta1 = 0 };

    /// <summary>Throws when torch would refuse a constant, naming it. A momentum of 1 and more is accepted there, and grows without end.</summary>
    public void Validate()
    {
        Require(Momentum >= 0 && double.IsFinite(Momentum), nameof(Momentum), Momentum, "zero or above");
        Require(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "in [0, 1)");
        Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "in [0, 1)");
        Require(Dampening is >= 0 and < 1, nameof(Dampening), Dampening, "in [0, 1)");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "zero or above");
        Require(Epsilon >= 0 && double.IsFinite(Epsilon), nameof(Epsilon), Epsilon, "zero or above");
    }

    private static void Require(bool holds, string name, double value, string wanted)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}, but must be {wanted}"));
        }
    }
}
