using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>What a live adaptive optimizer divides each gradient by, in the order of a problem's parameters.</summary>
internal static class TorchDivisor
{
    /// <summary>The divisor; null before the first update.</summary>
    /// <param name="optimizer">Adam, AdamW, RMSProp or Adagrad.</param>
    /// <param name="parameters">The parameters, each of which the optimizer may hold; the others do not move, and have an infinite
    /// one.</param>
    public static double[]? Of(optim.Optimizer optimizer, IReadOnlyList<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        using var silent = no_grad();
        var parts = new Dictionary<IntPtr, Tensor>();
        var states = ((OptimizerHelper)optimizer).state_dict().State;
        var next = 0;
        foreach (var group in optimizer.ParamGroups.OfType<ParamGroup>())
        {
            foreach (var parameter in group.Parameters)
            {
                if (Of(states[next++], group.Options) is { } part)
                {
                    parts[parameter.Handle] = part;
                }
            }
        }

        if (parts.Count == 0)
        {
            return null;
        }

        var divisor = new List<double>();
        foreach (var parameter in parameters)
        {
            divisor.AddRange(parts.TryGetValue(parameter.Handle, out var part)
                ? part.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray()
                : Enumerable.Repeat(double.PositiveInfinity, (int)parameter.NumberOfElements));
        }

        return [.. divisor];
    }

    private static Tensor? Of(OptimizerState state, OptimizerOptions options) => (state, options) switch
    {
        (Adam.State { step: > 0 } adam, Adam.Options rule) => Of(adam.exp_avg_sq, adam.step, rule.beta1, rule.beta2, rule.eps),
        (AdamW.State { step: > 0 } adam, AdamW.Options rule) => Of(adam.exp_avg_sq, adam.step, rule.beta1, rule.beta2, rule.eps),
        (RMSProp.State { step: > 0 } rms, RMSProp.Options rule) => rms.square_avg.sqrt() + (rule.eps ?? 1e-8),
        (Adagrad.State { step: > 0 } adagrad, Adagrad.Options rule) => adagrad.sum.sqrt() + (rule.eps ?? 1e-10),
        _ => null,
    };

    /// <summary>The correction of the first moment belongs to the divisor: early updates are larger by 1/(1 - beta1^t).</summary>
    private static Tensor Of(Tensor squares, long step, double? beta1, double? beta2, double? epsilon) =>
        ((squares / (1 - Math.Pow(beta2 ?? 0.999, step))).sqrt() + (epsilon ?? 1e-8)) * (1 - Math.Pow(beta1 ?? 0.9, step));
}
