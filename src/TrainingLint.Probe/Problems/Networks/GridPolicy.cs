using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// A policy network on a small grid (<c>grid-policy</c>): 25 states, 64 tanh units, 4 moves. The loss is what the policy's exact discounted
/// return lacks to the best one, over the states in which a walk may start; its slope is the exact policy gradient (Sutton et al. 2000).
/// Stands in for reinforcement learning from an environment.
/// </summary>
public sealed class GridPolicy : IHasTestedGradients, IHasNotes, IHasLowestLoss
{
    private const int Hidden = 64;
    private const int Biases = GridWorld.States * Hidden;
    private const int Output = Biases + Hidden;
    private const int OutputBiases = Output + (GridWorld.Actions * Hidden);

    private readonly GridWorld _world;
    private readonly double[] _best;
    private readonly double _entropy;

    /// <summary>A policy under a discount.</summary>
    /// <param name="discount">In [0, 1).</param>
    /// <param name="entropy">Bonus on the entropy of moves, 0 or above.</param>
    public GridPolicy(double discount = 0.95, double entropy = 0)
    {
        _world = new GridWorld(discount is >= 0 and < 1 ? discount : throw new ArgumentOutOfRangeException(nameof(discount), "the discount must be in [0, 1)"));
        _entropy = entropy;
        _best = [.. Enumerable.Range(0, GridWorld.States).Select(state => Enumerable.Range(0, GridWorld.Actions).Max(action =>
            _world.BestValues[(state * GridWorld.Actions) + action]))];
        Notes = [FormattableString.Invariant($"a policy of 64 units on a grid of 25 states, discount {discount.Rounded(3)}; the loss is what its exact return lacks to the best one, so no episode is drawn and no clipping of ratios takes place")];
    }

    /// <inheritdoc/>
    public string Name => "grid-policy";

    /// <inheritdoc/>
    public int ParameterCount => OutputBiases + GridWorld.Actions;

    /// <inheritdoc/>
    public int SampleCount => GridWorld.States - 1;

    /// <summary>That of the best policy; a bonus on entropy can lower it by no more than its largest value.</summary>
    public double LowestLoss => -_entropy * Math.Log(GridWorld.Actions);

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters)
    {
        // As Stable-Baselines3 and CleanRL: wide for the hidden layer, a hundredth for the moves, so that the first policy is nearly even.
        var random = new RandomNumbers(seed, RandomStream.Initialization);
        parameters.Clear();
        random.FillNormal(parameters[..Biases], Math.Sqrt(2.0 / GridWorld.States));
        random.FillNormal(parameters[Output..OutputBiases], 0.01);
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        var (hidden, policy) = Forward(parameters);
        var starts = new double[GridWorld.States];
        foreach (var sample in samples.Indices)
        {
            starts[sample] += 1.0 / samples.Count;
        }

        var (values, visits) = _world.Evaluate(policy, starts);
        var loss = 0.0;
        for (var state = 0; state < GridWorld.States; state++)
        {
            var own = policy.AsSpan(state * GridWorld.Actions, GridWorld.Actions);
            loss += starts[state] * (_best[state] - TensorPrimitives.Dot<double>(own,
                values.AsSpan(state * GridWorld.Actions, GridWorld.Actions)));
            loss -= state < SampleCount ? _entropy * Entropy(own) / SampleCount : 0;
        }

        if (!gradient.IsEmpty)
        {
            gradient.Clear();
            Backward(parameters, hidden, policy, values, visits, gradient);
        }

        return loss;
    }

    private (double[] Hidden, double[] Policy) Forward(ReadOnlySpan<double> parameters)
    {
        var (hidden, policy) = (new double[GridWorld.States * Hidden], new double[GridWorld.States * GridWorld.Actions]);
        for (var state = 0; state < GridWorld.States; state++)
        {
            var units = hidden.AsSpan(state * Hidden, Hidden);
            TensorPrimitives.Add(parameters.Slice(state * Hidden, Hidden), parameters.Slice(Biases, Hidden), units);
            SteadyFunctions.Tanh<double>(units, units);
            var own = policy.AsSpan(state * GridWorld.Actions, GridWorld.Actions);
            for (var action = 0; action < GridWorld.Actions; action++)
            {
                own[action] = parameters[OutputBiases + action]
                    + TensorPrimitives.Dot(units, parameters.Slice(Output + (action * Hidden), Hidden));
            }

            SteadyFunctions.SoftMax(own, own);
        }

        return (hidden, policy);
    }

    private void Backward(ReadOnlySpan<double> parameters, double[] hidden, double[] policy, double[] values, double[] visits,
        Span<double> gradient)
    {
        Span<double> back = stackalloc double[Hidden];
        for (var state = 0; state < SampleCount; state++)
        {
            var own = policy.AsSpan(state * GridWorld.Actions, GridWorld.Actions);
            var worth = values.AsSpan(state * GridWorld.Actions, GridWorld.Actions);
            var (mean, entropy) = (TensorPrimitives.Dot<double>(own, worth), Entropy(own));
            var units = hidden.AsSpan(state * Hidden, Hidden);
            back.Clear();
            for (var action = 0; action < GridWorld.Actions; action++)
            {
                var slope = (-visits[state] * own[action] * (worth[action] - mean))
                    + (_entropy / SampleCount * (own[action] > 0 ? own[action] * (Math.Log(own[action]) + entropy) : 0));
                var row = gradient.Slice(Output + (action * Hidden), Hidden);
                TensorPrimitives.MultiplyAdd(units, slope, row, row);
                gradient[OutputBiases + action] += slope;
                TensorPrimitives.MultiplyAdd(parameters.Slice(Output + (action * Hidden), Hidden), slope, back, back);
            }

            for (var i = 0; i < Hidden; i++)
            {
                back[i] *= 1 - (units[i] * units[i]);
            }

            TensorPrimitives.Add(gradient.Slice(state * Hidden, Hidden), back, gradient.Slice(state * Hidden, Hidden));
            TensorPrimitives.Add(gradient.Slice(Biases, Hidden), back, gradient.Slice(Biases, Hidden));
        }
    }

    private static double Entropy(ReadOnlySpan<double> shares)
    {
        var sum = 0.0;
        foreach (var share in shares)
        {
            sum -= share > 0 ? share * Math.Log(share) : 0;
        }

        return sum;
    }
}
