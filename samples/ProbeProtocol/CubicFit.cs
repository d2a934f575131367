using System;

namespace ProbeProtocol;

/// <summary>
/// Least squares: the four coefficients of a cubic that follows Runge's function 1 / (1 + 25 t²). The mean loss is (c·x - y)² / 2, so that
/// the Hessian is the mean of x x', wherever one is.
/// </summary>
internal sealed class CubicFit
{
    public const int Coefficients = 4;
    public const int Samples = 50;

    private readonly double[][] _inputs = new double[Samples][];
    private readonly double[] _targets = new double[Samples];

    public CubicFit()
    {
        for (var sample = 0; sample < Samples; sample++)
        {
            var t = (2.0 * sample / (Samples - 1)) - 1;
            _inputs[sample] = [1, t, t * t, t * t * t];
            _targets[sample] = 1 / (1 + (25 * t * t));
        }
    }

    /// <summary>Starting coefficients; the same seed always gives the same ones.</summary>
    public static void Initialise(int seed, Span<double> coefficients)
    {
        var random = new Random(seed);
        foreach (ref var coefficient in coefficients)
        {
            coefficient = random.NextDouble() - 0.5;
        }
    }

    /// <summary>The mean loss over samples, and its gradient where one is wanted.</summary>
    public double Loss(ReadOnlySpan<double> coefficients, ReadOnlySpan<int> samples, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        foreach (var sample in samples)
        {
            var gap = Dot(coefficients, _inputs[sample]) - _targets[sample];
            sum += gap * gap / 2;
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] += gap * _inputs[sample][i] / samples.Length;
            }
        }

        return sum / samples.Length;
    }

    /// <summary>The Hessian over samples times a vector.</summary>
    public void Multiply(ReadOnlySpan<double> vector, ReadOnlySpan<int> samples, Span<double> product)
    {
        product.Clear();
        foreach (var sample in samples)
        {
            var along = Dot(vector, _inputs[sample]) / samples.Length;
            for (var i = 0; i < product.Length; i++)
            {
                product[i] += along * _inputs[sample][i];
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }
}
