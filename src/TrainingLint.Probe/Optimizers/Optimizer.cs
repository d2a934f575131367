using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Optimizers;

/// <summary>An update rule at work: its constants and its memory of past gradients.</summary>
public abstract class Optimizer
{
    private protected Optimizer(OptimizerSettings settings, int parameters)
    {
        settings.Validate();
        (Settings, Size) = (settings, parameters);
    }

    /// <summary>The rule's constants.</summary>
    public OptimizerSettings Settings { get; }

    /// <summary>Updates so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether <see cref="Surprise"/> is computed.</summary>
    public bool TracksSurprise { get; set; }

    /// <summary>
    /// Root mean square of the last gradient over the root of its second moment, the gradient included, over parameters that have one;
    /// not a number for rules without a second moment, before the first update, and unless it is tracked.
    /// </summary>
    public double Surprise { get; private protected set; } = double.NaN;

    /// <summary>Number of parameters.</summary>
    protected int Size { get; }

    /// <summary>The rule of these settings, with empty memory.</summary>
    /// <param name="settings">The rule.</param>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="tensors">Which of them belong together, for rules that look at whole layers; null where all do.</param>
    public static Optimizer Create(OptimizerSettings settings, int parameters, IReadOnlyList<ParameterTensor>? tensors = null) =>
        settings.Kind switch
        {
            OptimizerKind.Sgd => new Sgd(settings, parameters),
            OptimizerKind.Adam or OptimizerKind.AdamW => new Adam(settings, parameters),
            OptimizerKind.RmsProp => new RmsProp(settings, parameters),
            OptimizerKind.Adagrad => new Adagrad(settings, parameters),
            OptimizerKind.Lion => new Lion(settings, parameters),
            OptimizerKind.NAdam => new NAdam(settings, parameters),
            OptimizerKind.RAdam => new RAdam(settings, parameters),
            OptimizerKind.Adamax => new Adamax(settings, parameters),
            OptimizerKind.Adadelta => new Adadelta(settings, parameters),
            OptimizerKind.ScheduleFreeSgd or OptimizerKind.ScheduleFreeAdamW => new ScheduleFree(settings, parameters),
            OptimizerKind.Prodigy => new Prodigy(settings, parameters),
            OptimizerKind.Sophia => new Sophia(settings, parameters),
            OptimizerKind.Adafactor => new Adafactor(settings, parameters, tensors ?? Whole(parameters)),
            OptimizerKind.Lamb => new Lamb(settings, parameters, tensors ?? Whole(parameters)),
            OptimizerKind.Lars => new Lars(settings, parameters, tensors ?? Whole(parameters)),
            OptimizerKind.Muon => new Muon(settings, parameters, tensors ?? Whole(parameters)),
            _ => throw new ArgumentOutOfRangeException(nameof(settings)),
        };

    /// <summary>One update. Clipping and coupled weight decay change the gradient in place.</summary>
    public void Step(Span<double> parameters, Span<double> gradient, double rate)
    {
        Clip(gradient);
        Steps++;
        if (Settings.WeightDecay > 0 && !DecaysByItself)
        {
            if (Settings.DecouplesDecay)
            {
                TensorPrimitives.Multiply(parameters, 1 - (rate * Settings.WeightDecay), parameters);
            }
            else
            {
                TensorPrimitives.MultiplyAdd(parameters, Settings.WeightDecay, gradient, gradient);
            }
        }

        Update(parameters, gradient, rate);
    }

    /// <summary>
    /// The diagonal P by which the next update divides, so that stability is a matter of P^-1/2 H P^-1/2; false when the rule
    /// divides by nothing or has seen no gradient yet.
    /// </summary>
    public virtual bool TryGetPreconditioner(Span<double> diagonal) => false;

    /// <summary>True when the next update is to be preceded by an estimate of the curvature, for <see cref="SeeCurvature"/>.</summary>
    public virtual bool WantsCurvature => false;

    /// <summary>Tells the rule an estimate of the diagonal of the Hessian, of the batch that the next update is for.</summary>
    public virtual void SeeCurvature(ReadOnlySpan<double> diagonal)
    {
    }

    /// <summary>True for rules that keep another place in the end than the one where gradients were taken.</summary>
    public virtual bool KeepsAnotherPlace => false;

    /// <summary>Puts the parameters where the rule wants them kept, after the last update.</summary>
    public virtual void Finish(Span<double> parameters)
    {
    }

    /// <summary>True for rules whose decay is a part of their update.</summary>
    private protected virtual bool DecaysByItself => false;

    /// <summary>The rule itself.</summary>
    protected abstract void Update(Span<double> parameters, ReadOnlySpan<double> gradient, double rate);

    private static ParameterTensor[] Whole(int parameters) => [new(0, 1, parameters)];

    private void Clip(Span<double> gradient)
    {
        if (Settings.ClipValue is { } bound)
        {
            TensorPrimitives.Clamp(gradient, -bound, bound, gradient);
        }

        // torch.nn.utils.clip_grad_norm_ adds 1e-6 to the norm.
        if (Settings.ClipNorm is { } largest && TensorPrimitives.Norm<double>(gradient) is var norm && norm + 1e-6 > largest)
        {
            TensorPrimitives.Multiply(gradient, largest / (norm + 1e-6), gradient);
        }
    }
}
