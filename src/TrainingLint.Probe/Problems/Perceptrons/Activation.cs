using System;
using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>Activation of the hidden layers.</summary>
public enum Activation
{
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(0, z). Its Hessian exists almost everywhere and does not see the kinks.</summary>
    Relu,

    /// <summary>z times the normal distribution function, in the exact form that torch uses by default.</summary>
    Gelu,
}

/// <summary>Several passes over an array go piece by piece, so that only the first one waits for memory.</summary>
internal static class Pieces
{
    /// <summary>Three arrays of this length fit the first-level cache.</summary>
    public const int Length = 1024;
}

/// <summary>Value, slope and bend of an activation over whole arrays.</summary>
internal static class ActivationArithmetic<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>From inputs z to values, and, unless their spans are empty, first and second derivatives. z may be values.</summary>
    public static void Apply(Activation activation, Span<T> z, Span<T> values, Span<T> slope, Span<T> bend)
    {
        for (var from = 0; from < z.Length; from += Pieces.Length)
        {
            var length = Math.Min(Pieces.Length, z.Length - from);
            ApplyPiece(activation, z.Slice(from, length), values.Slice(from, length), slope.IsEmpty ? slope : slope.Slice(from, length),
                bend.IsEmpty ? bend : bend.Slice(from, length));
        }
    }

    private static void ApplyPiece(Activation activation, Span<T> z, Span<T> values, Span<T> slope, Span<T> bend)
    {
        switch (activation)
        {
            case Activation.Tanh:
                Tanh(z, values, slope, bend);
                break;
            case Activation.Relu:
                Relu(z, values, slope, bend);
                break;
            default:
                Gelu(z, values, slope, bend);
                break;
        }
    }

    private static void Tanh(Span<T> z, Span<T> values, Span<T> slope, Span<T> bend)
    {
        SteadyFunctions.Tanh<T>(z, values);
        if (!slope.IsEmpty)
        {
            TensorPrimitives.Multiply<T>(values, values, slope);
            TensorPrimitives.Subtract(T.One, slope, slope);
        }

        if (!bend.IsEmpty)
        {
            TensorPrimitives.Multiply<T>(values, slope, bend);
            TensorPrimitives.Multiply(bend, -T.One - T.One, bend);
        }
    }

    private static void Relu(Span<T> z, Span<T> values, Span<T> slope, Span<T> bend)
    {
        for (var i = 0; i < slope.Length; i++)
        {
            slope[i] = z[i] > T.Zero ? T.One : T.Zero;
        }

        TensorPrimitives.Max(z, T.Zero, values);
        bend.Clear();
    }

    private static void Gelu(Span<T> z, Span<T> values, Span<T> slope, Span<T> bend)
    {
        var scale = 1 / Math.Sqrt(2 * Math.PI);
        for (var i = 0; i < z.Length; i++)
        {
            var x = double.CreateTruncating(z[i]);
            var share = 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2));
            var density = scale * Math.Exp(-0.5 * x * x);
            values[i] = T.CreateTruncating(x * share);
            if (!slope.IsEmpty)
            {
                slope[i] = T.CreateTruncating(share + (x * density));
            }

            if (!bend.IsEmpty)
            {
                bend[i] = T.CreateTruncating(density * (2 - (x * x)));
            }
        }
    }
}
