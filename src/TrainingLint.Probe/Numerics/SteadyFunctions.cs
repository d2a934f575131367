using System;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TrainingLint.Probe.Numerics;

/// <summary>
/// Functions over whole arrays whose results depend on the arguments alone. The vectors of doubles in System.Numerics.Tensors 10.0.15 give
/// another exponential (by up to 1e-10 of it) once the runtime has compiled them again for being hot, and when that happens depends on how
/// busy the machine is. Their vectors of floats, sums and products do not.
/// </summary>
internal static class SteadyFunctions
{
    /// <summary>The hyperbolic tangent of each element.</summary>
    public static void Tanh<T>(ReadOnlySpan<T> arguments, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(double))
        {
            TensorPrimitives.Tanh(arguments, target);
            return;
        }

        var values = MemoryMarshal.Cast<T, double>(target);
        var given = MemoryMarshal.Cast<T, double>(arguments);
        for (var i = 0; i < given.Length; i++)
        {
            values[i] = Math.Tanh(given[i]);
        }
    }

    /// <summary>The exponential of each element.</summary>
    public static void Exp(ReadOnlySpan<double> arguments, Span<double> target)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            target[i] = Math.Exp(arguments[i]);
        }
    }

    /// <summary>Exponentials as shares of their sum, without overflow: arguments count from the highest.</summary>
    public static void SoftMax(ReadOnlySpan<double> arguments, Span<double> target)
    {
        var highest = TensorPrimitives.Max(arguments);
        var sum = 0.0;
        for (var i = 0; i < arguments.Length; i++)
        {
            target[i] = Math.Exp(arguments[i] - highest);
            sum += target[i];
        }

        TensorPrimitives.Divide(target, sum, target);
    }
}
