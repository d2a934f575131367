using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Curvature;

/// <summary>
/// How the eigenvalues are spread, as weighted points that integrate polynomials exactly (stochastic Lanczos quadrature:
/// Ubaru, Chen and Saad 2017; Ghorbani et al. 2019, arXiv:1901.10159).
/// </summary>
public sealed class SpectralDensity
{
    /// <summary>Nodes below this weight are rounding; what they say about the ends of the spectrum is noise.</summary>
    private const double LeastWeight = 1e-10;

    private readonly (double Node, double Weight)[][] _runs;

    private SpectralDensity((double Node, double Weight)[][] runs, int products)
    {
        _runs = runs;
        Products = products;
        var all = runs.SelectMany(run => run).Select(point => (point.Node, Weight: point.Weight / runs.Length)).OrderBy(point => point.Node)
            .ToArray();
        Nodes = [.. all.Select(point => point.Node)];
        Weights = [.. all.Select(point => point.Weight)];
    }

    /// <summary>Places of the points, ascending.</summary>
    public IReadOnlyList<double> Nodes { get; }

    /// <summary>Weights of the points; they sum to 1 up to what was dropped as rounding.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Hessian products spent.</summary>
    public int Products { get; }

    /// <summary>Estimates the density of an operator.</summary>
    /// <param name="matrix">The operator.</param>
    /// <param name="steps">Lanczos steps per start vector; resolution in the bulk is the width of the spectrum over this.</param>
    /// <param name="starts">Start vectors.</param>
    /// <param name="seed">Seed of the start vectors.</param>
    public static SpectralDensity Estimate(ISymmetricOperator matrix, int steps, int starts, int seed = 0)
    {
        if (steps < 1 || starts < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), "a density needs at least one step and one start");
        }

        var random = new RandomNumbers(seed, RandomStream.Directions);
        var runs = new List<Lanczos>();
        for (var i = 0; i < starts; i++)
        {
            var start = new double[matrix.Size];
            random.FillSigns(start);
            var run = new Lanczos(matrix, start);
            run.Run(steps);
            runs.Add(run);
        }

        return Of(runs);
    }

    /// <summary>The density that finished Lanczos runs from random starts hold.</summary>
    public static SpectralDensity Of(IReadOnlyList<Lanczos> runs) => new(
        [.. runs.Select(run => Enumerable.Range(0, run.Products)
            .Select(i => (Node: run.Values[i], Weight: run.Weight(i)))
            .Where(point => point.Weight >= LeastWeight)
            .ToArray())],
        runs.Sum(run => run.Products));

    /// <summary>Mean of a power of the eigenvalues: 1 gives trace/n, 2 the squared Frobenius norm/n.</summary>
    public double Moment(int power) => Nodes.Zip(Weights, (node, weight) => weight * Math.Pow(node, power)).Sum();

    /// <summary>Share of eigenvalues at or below a value, with its standard error over the starts (NaN for a single start).</summary>
    public (double Value, double StandardError) ShareBelow(double value)
    {
        var shares = _runs.Select(run => run.Where(point => point.Node <= value).Sum(point => point.Weight)).ToArray();
        var mean = shares.Average();
        var variance = shares.Sum(share => (share - mean) * (share - mean)) / (shares.Length - 1.0);
        return (mean, Math.Sqrt(variance / shares.Length));
    }
}
