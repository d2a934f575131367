using TrainingLint.Probe.Optimizers;

namespace TrainingLint.Probe.Stability;

/// <summary>
/// When an optimizer's steps on a quadratic grow instead of shrink. One step is a 2 x 2 map with the polynomial z^2 + p z + q; it is stable
/// while |q| &lt; 1 and 1 +- p + q > 0 (Jury), and in every row here the bound is a root at z = -1: an oscillation from step to step.
/// For adaptive rules the curvature is that of P^-1/2 H P^-1/2 with the divisor P held still (Cohen et al. 2022, arXiv:2207.14484).
/// </summary>
/// <param name="Name">Name for reports.</param>
/// <param name="Factor">Without weight decay, stable while rate times curvature is below this; null where curvature sets no limit.</param>
/// <param name="CoupledDecay">Weight decay that adds to the curvature.</param>
/// <param name="DecoupledDecay">Weight decay that shrinks parameters by itself.</param>
/// <param name="IsPreconditioned">True when the curvature is that behind the optimizer's divisor.</param>
public sealed record StabilityRule(string Name, double? Factor, double CoupledDecay, double DecoupledDecay, bool IsPreconditioned)
{
    /// <summary>The rule of an optimizer.</summary>
    public static StabilityRule Of(OptimizerSettings settings)
    {
        var (beta, decay) = (settings.Momentum, settings.WeightDecay);
        var averaged = 2 * (1 + settings.Beta1) / (1 - settings.Beta1);
        return settings.Kind switch
        {
            // Normalised steps uphill leave no place where the gradient is small: it settles into a bounce of rate and radius.
            _ when settings.SharpnessRadius > 0 => new("sam", null, decay, 0, false),
            OptimizerKind.Sgd when beta == 0 => new("gradient-descent", 2, decay, 0, false),

            // The product of both roots is the momentum itself: from 1 on no rate is small enough.
            OptimizerKind.Sgd when beta >= 1 => new(settings.Nesterov ? "nesterov" : "heavy-ball", 0, decay, 0, false),
            OptimizerKind.Sgd when settings.Nesterov => new("nesterov", 2 * (1 + beta) / (1 + (2 * beta)), decay, 0, false),
            OptimizerKind.Sgd => new("heavy-ball", 2 * (1 + beta) / (1 - settings.Dampening), decay, 0, false),
            OptimizerKind.Adam => new("adam", averaged, decay, 0, true),
            OptimizerKind.AdamW => new("adamw", averaged, 0, decay, true),
            OptimizerKind.RmsProp => new("rmsprop", 2 * (1 + beta), decay, 0, true),
            OptimizerKind.Adagrad => new("adagrad", 2, decay, 0, true),

            // m' = b m + (1 - b) g with the update u m' + (1 - u) g, behind the divisor, is stable below 2(1 + b)/(1 + b - 2ub). torch's u is
            // b/2 at the start and takes tens of thousands of steps to come near b, where the limit would be that of Nesterov.
            OptimizerKind.NAdam =>
                new("nadam", 2 * (1 + settings.Beta1) / (1 + settings.Beta1 - (settings.Beta1 * settings.Beta1)), decay, 0, true),
            OptimizerKind.RAdam => new("radam", averaged, decay, 0, true),
            OptimizerKind.Adamax => new("adamax", averaged, decay, 0, true),
            OptimizerKind.Adafactor => new("adafactor", 2, 0, decay, true),

            // The size of these steps does not depend on the size of the gradient: they bounce with the amplitude of the rate.
            OptimizerKind.Lion => new("lion", null, 0, decay, false),
            OptimizerKind.Sophia => new("sophia", null, 0, decay, false),
            OptimizerKind.Lamb => new("lamb", null, 0, decay, false),
            OptimizerKind.Lars => new("lars", null, decay, 0, false),
            OptimizerKind.Muon => new("muon", null, 0, decay, false),

            // What sets their limit changes from step to step: the distance that was found, or the mix of iterate and average.
            OptimizerKind.Adadelta => new("adadelta", null, decay, 0, false),
            OptimizerKind.Prodigy => new("prodigy", null, 0, decay, false),
            _ => new("schedule-free", null, decay, 0, false),
        };
    }

    /// <summary>The largest rate at which steps do not grow, at this largest eigenvalue; infinite without upward curvature, null without a limit.</summary>
    public double? LargestStableRate(double curvature)
    {
        if (Factor is not { } factor)
        {
            return null;
        }

        // Decoupled decay w: rate * curvature < factor (1 - rate w / 2).
        var effective = curvature + CoupledDecay + (factor * DecoupledDecay / 2);
        return effective > 0 ? factor / effective : double.PositiveInfinity;
    }

    /// <summary>The largest eigenvalue at which steps of this rate do not grow.</summary>
    public double? LargestStableCurvature(double rate) =>
        Factor is { } factor ? (factor / rate) - CoupledDecay - (factor * DecoupledDecay / 2) : null;
}
