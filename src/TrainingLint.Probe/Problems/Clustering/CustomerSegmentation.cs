using System;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Clustering;

/// <summary>
/// Finds segments of customers by k-means, smoothed so that it has derivatives: the mean over customers of the soft minimum over centres of
/// half the squared distance, -t log(sum of exp(-d/t)). With t to 0 it is the k-means objective (MacQueen 1967); as there, which of many minima is
/// found depends on where the centres start. Parameters are the centres, one behind the other; a prediction is the nearest centre.
/// </summary>
public sealed class CustomerSegmentation : IExactCurvature, IClusters, IMatchesUnits, IHasTestedGradients
{
    private const int Features = Customers.Features;

    private readonly int _centres;
    private readonly double _temperature;

    /// <summary>A segmentation into as many segments as there are centres.</summary>
    /// <param name="centres">Number of segments, from 1 to the number of customers.</param>
    /// <param name="temperature">Softness t of the minimum, above 0, in squared standard deviations of a feature.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public CustomerSegmentation(int centres = 4, double temperature = 0.02)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(centres);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(centres, Customers.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (_centres, _temperature) = (centres, temperature);
    }

    /// <inheritdoc/>
    public string Name => "customer-segmentation";

    /// <inheritdoc/>
    public int ParameterCount => _centres * Features;

    /// <inheritdoc/>
    public int SampleCount => Customers.Count;

    /// <summary>Centres start at different customers, chosen at random (Forgy 1965).</summary>
    public void Initialize(int seed, Span<double> parameters)
    {
        var order = SampleSet.All(SampleCount).Indices.ToArray();
        new RandomNumbers(seed, RandomStream.Initialization).Shuffle(order);
        for (var centre = 0; centre < _centres; centre++)
        {
            Customer(order[centre]).CopyTo(Centre(parameters, centre));
        }
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        gradient.Clear();
        Span<double> shares = stackalloc double[_centres];
        var sum = 0.0;
        foreach (var sample in samples.Indices)
        {
            var customer = Customer(sample);
            sum += Share(parameters, customer, shares);
            for (var centre = 0; centre < _centres && !gradient.IsEmpty; centre++)
            {
                var at = Centre(parameters, centre);
                var slope = Centre(gradient, centre);
                for (var f = 0; f < Features; f++)
                {
                    slope[f] += shares[centre] * (at[f] - customer[f]) / samples.Count;
                }
            }
        }

        return sum / samples.Count;
    }

    /// <inheritdoc/>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var point = parameters.ToArray();
        return new DelegateOperator(ParameterCount, (vector, product) => Multiply(point, samples, vector, product));
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes)
    {
        Span<double> shares = stackalloc double[_centres];
        for (var i = 0; i < samples.Count; i++)
        {
            Share(parameters, Customer(samples.Indices[i]), shares);
            classes[i] = TensorPrimitives.IndexOfMax<double>(shares);
        }
    }

    /// <inheritdoc/>
    public void MatchUnits(ReadOnlySpan<double> reference, ReadOnlySpan<double> parameters, Span<double> matched)
    {
        var nearness = new double[_centres * _centres];
        for (var i = 0; i < _centres; i++)
        {
            for (var j = 0; j < _centres; j++)
            {
                var distance = TensorPrimitives.Distance(Centre(reference, i), Centre(parameters, j));
                nearness[(i * _centres) + j] = -distance * distance;
            }
        }

        var order = Assignment.Largest(nearness, _centres);
        for (var i = 0; i < _centres; i++)
        {
            Centre(parameters, order[i]).CopyTo(Centre(matched, i));
        }
    }

    /// <summary>The loss of a customer, and the share that each centre has in it.</summary>
    private double Share(ReadOnlySpan<double> parameters, ReadOnlySpan<double> customer, Span<double> shares)
    {
        for (var centre = 0; centre < _centres; centre++)
        {
            var distance = TensorPrimitives.Distance(Centre(parameters, centre), customer);
            shares[centre] = -distance * distance / (2 * _temperature);
        }

        var highest = TensorPrimitives.Max<double>(shares);
        TensorPrimitives.Subtract(shares, highest, shares);
        SteadyFunctions.Exp(shares, shares);
        var sum = TensorPrimitives.Sum<double>(shares);
        TensorPrimitives.Divide(shares, sum, shares);
        return -_temperature * (highest + Math.Log(sum));
    }

    /// <summary>Shares change along the direction as well: -share (s - mean of s) / t, with s the change of half the squared distance.</summary>
    private void Multiply(ReadOnlySpan<double> point, SampleSet samples, ReadOnlySpan<double> vector, Span<double> product)
    {
        product.Clear();
        Span<double> shares = stackalloc double[_centres];
        Span<double> changes = stackalloc double[_centres];
        foreach (var sample in samples.Indices)
        {
            var customer = Customer(sample);
            Share(point, customer, shares);
            for (var centre = 0; centre < _centres; centre++)
            {
                changes[centre] = TensorPrimitives.Dot(Centre(point, centre), Centre(vector, centre)) - TensorPrimitives.Dot(customer,
                    Centre(vector, centre));
            }

            var mean = TensorPrimitives.Dot<double>(shares, changes);
            for (var centre = 0; centre < _centres; centre++)
            {
                var at = Centre(point, centre);
                var along = Centre(vector, centre);
                var sum = Centre(product, centre);
                for (var f = 0; f < Features; f++)
                {
                    sum[f] += shares[centre] * (along[f] - ((changes[centre] - mean) / _temperature * (at[f] - customer[f])))
                        / samples.Count;
                }
            }
        }
    }

    private static ReadOnlySpan<double> Customer(int sample) => Customers.Scaled.Span.Slice(sample * Features, Features);

    private static ReadOnlySpan<double> Centre(ReadOnlySpan<double> parameters, int centre) =>
        parameters.Slice(centre * Features, Features);

    private static Span<double> Centre(Span<double> parameters, int centre) => parameters.Slice(centre * Features, Features);
}
