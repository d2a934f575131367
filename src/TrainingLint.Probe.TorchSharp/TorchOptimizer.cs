using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>What a live optimizer does: its rule, rate and constants, as its groups hold them now.</summary>
/// <param name="Settings">The rule with its constants: those of the group with the most parameters.</param>
/// <param name="Rate">The rate of that group.</param>
/// <param name="Notes">What of the optimizer the probe leaves out, for reports.</param>
public sealed record TorchOptimizer(OptimizerSettings Settings, double Rate, IReadOnlyList<string> Notes)
{
    /// <summary>torch's, which the probe's NAdam has.</summary>
    private const double NAdamMomentumDecay = 4e-3;

    /// <summary>Reads an optimizer without stepping it.</summary>
    /// <exception cref="RecipeNotRunnableException">It has no parameters, or the probe does not run its rule.</exception>
    public static TorchOptimizer Read(optim.Optimizer optimizer)
    {
        (ParamGroup Group, long Count)[] groups =
        [
            .. from @group in optimizer.ParamGroups.OfType<ParamGroup>()
               select (@group, @group.Parameters.Sum(parameter => parameter.NumberOfElements)),
        ];
        if (groups.Sum(part => part.Count) == 0)
        {
            throw new RecipeNotRunnableException("the optimizer holds no parameters");
        }

        var largest = groups.MaxBy(part => part.Count).Group;
        var (settings, left) = Of(largest.Options);
        var rate = largest.LearningRate;
        if (groups.Any(part => part.Group.LearningRate != rate || Of(part.Group.Options).Settings != settings))
        {
            left.Add(FormattableString.Invariant($"the optimizer's {groups.Length} groups differ; all parameters are trained as the largest of them, with a rate of {rate}"));
        }

        return new(settings, rate, left);
    }

    /// <summary>An experiment with this optimizer on a problem.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="batchSize">Samples per update; null for all.</param>
    /// <param name="schedule">The rate over the run; null for the optimizer's throughout.</param>
    /// <exception cref="RecipeNotRunnableException">The rate is not above zero.</exception>
    public ProbeOptions On(TorchProblem problem, int? batchSize = null, LearningRateSchedule? schedule = null)
    {
        problem.Tell(Notes);
        return new ProbeOptions
        {
            Problem = problem,
            Optimizer = Settings,
            Schedule = schedule ?? (Rate > 0 && double.IsFinite(Rate)
                ? LearningRateSchedule.Constant(ProbeOptions.DefaultSteps, Rate)
                : throw new RecipeNotRunnableException(FormattableString.Invariant($"the optimizer's rate is {Rate}; the probe needs one above zero"))),
            BatchSize = batchSize is { } size && size < problem.SampleCount ? size : 0,
        };
    }

    private static (OptimizerSettings Settings, List<string> Left) Of(OptimizerOptions options)
    {
        var left = new List<string>();
        var settings = options switch
        {
            SGD.Options sgd => Of(OptimizerKind.Sgd) with
            {
                Momentum = sgd.momentum ?? 0,
                Dampening = sgd.dampening ?? 0,
                WeightDecay = sgd.weight_decay ?? 0,
                Nesterov = sgd.nesterov ?? false,
            },

            // Derived or not, the two have options of the same names and no common base.
            AdamW.Options adam => Adaptive(OptimizerKind.AdamW, adam.beta1, adam.beta2, adam.eps, adam.weight_decay),
            Adam.Options adam => Adaptive(OptimizerKind.Adam, adam.beta1, adam.beta2, adam.eps, adam.weight_decay),
            RMSProp.Options rms => Of(OptimizerKind.RmsProp) with
            {
                Momentum = rms.momentum ?? 0,
                Beta2 = rms.alpha ?? 0.99,
                Epsilon = rms.eps ?? 1e-8,
                WeightDecay = rms.weight_decay ?? 0,
            },
            Adagrad.Options adagrad => Of(OptimizerKind.Adagrad) with
            {
                Epsilon = adagrad.eps ?? 1e-10,
                WeightDecay = adagrad.weight_decay ?? 0,
            },
            NAdam.Options adam => Adaptive(OptimizerKind.NAdam, adam.beta1, adam.beta2, adam.eps, adam.weight_decay),
            RAdam.Options adam => Adaptive(OptimizerKind.RAdam, adam.beta1, adam.beta2, adam.eps, adam.weight_decay),
            Adamax.Options adam => Adaptive(OptimizerKind.Adamax, adam.beta1, adam.beta2, adam.eps, adam.weight_decay),
            Adadelta.Options adadelta => Adaptive(OptimizerKind.Adadelta, null, adadelta.rho, adadelta.eps, adadelta.weight_decay),
            _ => throw new RecipeNotRunnableException("the probe does not know the optimizer '" + options.GetType().DeclaringType?.Name + "'; of TorchSharp's it runs SGD, Adam, AdamW, NAdam, RAdam, Adamax, Adadelta, RMSProp and Adagrad"),
        };
        LeaveOut(options, left);
        return (settings, left);
    }

    private static void LeaveOut(OptimizerOptions options, List<string> left)
    {
        if (options is SGD.Options { maximize: true } or Adam.Options { maximize: true } or AdamW.Options { maximize: true }
            or RMSProp.Options { maximize: true })
        {
            throw new RecipeNotRunnableException("the optimizer maximises; the probe looks at minimising only (turn the sign of the loss)");
        }

        if (options is Adam.Options { amsgrad: true } or AdamW.Options { amsgrad: true })
        {
            left.Add("amsgrad is left out: the divisor may fall");
        }

        if (options is RMSProp.Options { centered: true })
        {
            left.Add("the divisor is not centred");
        }

        if (options is NAdam.Options { momentum_decay: not (null or NAdamMomentumDecay) } nadam)
        {
            left.Add(FormattableString.Invariant($"NAdam's momentum_decay is taken as {NAdamMomentumDecay}, not {nadam.momentum_decay}"));
        }

        if (options is Adagrad.Options { lr_decay: > 0 })
        {
            left.Add("Adagrad's lr_decay is left out");
        }
    }

    private static OptimizerSettings Of(OptimizerKind kind) => OptimizerSettings.Of(kind);

    private static OptimizerSettings Adaptive(OptimizerKind kind, double? beta1, double? beta2, double? epsilon, double? decay)
    {
        var torchs = Of(kind);
        return torchs with
        {
            Beta1 = beta1 ?? torchs.Beta1,
            Beta2 = beta2 ?? torchs.Beta2,
            Epsilon = epsilon ?? torchs.Epsilon,
            WeightDecay = decay ?? torchs.WeightDecay,
        };
    }
}
