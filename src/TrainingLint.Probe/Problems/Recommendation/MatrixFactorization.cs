using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Recommendation;

/// <summary>
/// Matrix factorization with biases (Koren, Bell and Volinsky 2009): a rating is a user's bias, an item's bias and the product of their
/// factors, and the loss is the mean squared error. Stands in for recommenders. Known: with all factors at zero the loss is convex in the
/// biases and the factors are at a saddle; turning users and items alike changes nothing, so that minima are flat in as many directions.
/// </summary>
public sealed class MatrixFactorization : IExactCurvature, IHasTensors, IHasChanceLoss, IHeldOut, IHasNotes, IHasTestedGradients
{
    private readonly Ratings _ratings;
    private readonly int _rank;

    /// <summary>A model of some ratings.</summary>
    /// <param name="samples">Ratings that are trained on, from 1 to 1,536.</param>
    /// <param name="rank">Factors of each user and item, at least 1.</param>
    public MatrixFactorization(int samples = Ratings.Trained, int rank = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        (_ratings, _rank) = (new Ratings(samples), rank);
    }

    /// <inheritdoc/>
    public string Name => "ratings-mf";

    /// <inheritdoc/>
    public int ParameterCount => ItemBiases + Ratings.Items;

    /// <inheritdoc/>
    public int SampleCount => _ratings.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [FormattableString.Invariant($"matrix factorization with {_rank} factors and biases, for {Ratings.Users} users' ratings of {Ratings.Items} items")];

    /// <summary>The variance of the ratings: what the best answer costs that is the same for all.</summary>
    public double ChanceLoss => _ratings.Variance;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterTensor> Tensors =>
    [
        new(0, Ratings.Users, _rank), new(ItemFactors, Ratings.Items, _rank), new(UserBiases, 1, Ratings.Users),
        new(ItemBiases, 1, Ratings.Items),
    ];

    private int ItemFactors => Ratings.Users * _rank;

    private int UserBiases => ItemFactors + (Ratings.Items * _rank);

    private int ItemBiases => UserBiases + Ratings.Users;

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters)
    {
        // Glorot and Bengio's normal start for tables of rows by factors, as RecBole's models have it; biases start at zero.
        parameters.Clear();
        var random = new RandomNumbers(seed, RandomStream.Initialization);
        random.FillNormal(parameters[..ItemFactors], Math.Sqrt(2.0 / (Ratings.Users + _rank)));
        random.FillNormal(parameters[ItemFactors..UserBiases], Math.Sqrt(2.0 / (Ratings.Items + _rank)));
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        foreach (var sample in samples.Indices)
        {
            var rating = _ratings[sample];
            var error = Predicted(parameters, rating) - rating.Value;
            sum += error * error;
            if (!gradient.IsEmpty)
            {
                AddSlopes(gradient, parameters, rating, 2 * error / samples.Count);
            }
        }

        return sum / samples.Count;
    }

    /// <inheritdoc/>
    public double? HeldOutLoss(ReadOnlySpan<double> parameters)
    {
        var sum = 0.0;
        foreach (var rating in _ratings.HeldOut)
        {
            var error = Predicted(parameters, rating) - rating.Value;
            sum += error * error;
        }

        return sum / _ratings.HeldOut.Length;
    }

    /// <inheritdoc/>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var (point, indices) = (parameters.ToArray(), samples.Indices.ToArray());
        return new DelegateOperator(ParameterCount, (vector, product) =>
        {
            product.Clear();
            foreach (var sample in indices)
            {
                // The prediction is bilinear: its change is that along the vector, and its slopes change by the partner's part of the vector.
                var rating = _ratings[sample];
                var error = Predicted(point, rating) - rating.Value;
                var change = vector[UserBiases + rating.User] + vector[ItemBiases + rating.Item]
                    + TensorPrimitives.Dot(User(point, rating), Item(vector, rating))
                    + TensorPrimitives.Dot(User(vector, rating), Item(point, rating));
                AddSlopes(product, point, rating, 2 * change / indices.Length);
                AddFactorSlopes(product, vector, rating, 2 * error / indices.Length);
            }
        });
    }

    private double Predicted(ReadOnlySpan<double> parameters, Rating rating) =>
        parameters[UserBiases + rating.User] + parameters[ItemBiases + rating.Item]
        + TensorPrimitives.Dot(User(parameters, rating), Item(parameters, rating));

    private void AddSlopes(Span<double> sum, ReadOnlySpan<double> at, Rating rating, double factor)
    {
        AddFactorSlopes(sum, at, rating, factor);
        sum[UserBiases + rating.User] += factor;
        sum[ItemBiases + rating.Item] += factor;
    }

    private void AddFactorSlopes(Span<double> sum, ReadOnlySpan<double> at, Rating rating, double factor)
    {
        var user = sum.Slice(rating.User * _rank, _rank);
        var item = sum.Slice(ItemFactors + (rating.Item * _rank), _rank);
        TensorPrimitives.MultiplyAdd(Item(at, rating), factor, user, user);
        TensorPrimitives.MultiplyAdd(User(at, rating), factor, item, item);
    }

    private ReadOnlySpan<double> User(ReadOnlySpan<double> parameters, Rating rating) => parameters.Slice(rating.User * _rank, _rank);

    private ReadOnlySpan<double> Item(ReadOnlySpan<double> parameters, Rating rating) =>
        parameters.Slice(ItemFactors + (rating.Item * _rank), _rank);
}
