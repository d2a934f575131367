using System;

namespace TrainingLint.Probe.Optimizers;

/// <summary>The update rules that the probe can run.</summary>
public enum OptimizerKind
{
    /// <summary>Gradient descent, with momentum, dampening and Nesterov's look-ahead as torch.optim.SGD defines them.</summary>
    Sgd,

    /// <summary>Adam with L2 weight decay.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay.</summary>
    AdamW,

    /// <summary>RMSProp as torch defines it: epsilon outside of the root.</summary>
    RmsProp,

    /// <summary>Adagrad.</summary>
    Adagrad,

    /// <summary>Lion: the sign of an interpolated momentum.</summary>
    Lion,
}

/// <summary>An update rule with its constants. Defaults are torch's.</summary>
public sealed record OptimizerSettings
{
    /// <summary>The rule.</summary>
    public OptimizerKind Kind { get; init; }

    /// <summary>Momentum of SGD and RMSProp.</summary>
    public double Momentum { get; init; }

    /// <summary>Share of the gradient that momentum leaves out.</summary>
    public double Dampening { get; init; }

    /// <summary>Nesterov's form of momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Weight decay: added to the gradient, or decoupled for AdamW and Lion.</summary>
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

    /// <summary>The rule with torch's defaults for its constants.</summary>
    public static OptimizerSettings Of(OptimizerKind kind) => kind switch
    {
        OptimizerKind.RmsProp => new() { Kind = kind, Beta2 = 0.99 },
        OptimizerKind.Adagrad => new() { Kind = kind, Epsilon = 1e-10 },
        OptimizerKind.Lion => new() { Kind = kind, Beta2 = 0.99 },
        OptimizerKind.AdamW => new() { Kind = kind, WeightDecay = 0.01 },
        _ => new() { Kind = kind },
    };

    /// <summary>The same rule without momentum: no velocity, and no first moment for Adam and Lion; null when it has none.</summary>
    public OptimizerSettings? WithoutMomentum() => Kind switch
    {
        OptimizerKind.Sgd or OptimizerKind.RmsProp => Momentum > 0 ? this with { Momentum = 0, Nesterov = false, Dampening = 0 } : null,
        OptimizerKind.Adagrad => null,
        _ => Beta1 > 0 ? this with { Beta1 = 0 } : null,
    };

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
