using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// A small network on tapes. Samples are cut into chunks whose size does not depend on the number of threads, and what the chunks give is
/// joined in their order.
/// </summary>
public abstract class TapeProblem : IHasTestedGradients, IHasPositions, IHasNotes, IHasTensors
{
    private readonly List<(Tape Tape, double[] Gradient)> _chunks = [];
    private double[] _parameters = [];

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract int ParameterCount { get; }

    /// <inheritdoc/>
    public abstract int SampleCount { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Notes => [];

    double IHasPositions.PositionsPerSample => PositionsPerSample;

    /// <summary>How often a sample uses each parameter, on average.</summary>
    private protected abstract double PositionsPerSample { get; }

    /// <summary>Samples of a chunk.</summary>
    private protected abstract int ChunkSize { get; }

    /// <summary>What one loss asks its tape for.</summary>
    public IReadOnlyList<ParameterTensor> Tensors
    {
        get
        {
            var tape = new Tape();
            tape.Start(new double[ParameterCount], null);
            SumLoss(tape, [0], 1);
            return [.. tape.Parameters.Distinct().OrderBy(tensor => tensor.Start)];
        }
    }

    /// <inheritdoc/>
    public abstract void Initialize(int seed, Span<double> parameters);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        var wanted = !gradient.IsEmpty;
        var indices = samples.Indices.ToArray();
        var losses = Chunks(parameters, indices, (tape, sum, part) =>
        {
            tape.Start(_parameters, wanted ? sum : null);
            var loss = SumLoss(tape, part, 1.0 / indices.Length);
            if (wanted)
            {
                tape.Backward();
            }

            return loss;
        });
        if (wanted)
        {
            gradient.Clear();
            for (var i = 0; i < losses.Length; i++)
            {
                TensorPrimitives.Add(gradient, _chunks[i].Gradient, gradient);
            }
        }

        return losses.Sum() / indices.Length;
    }

    /// <summary>The sum of the losses of some samples; notes on the tape how to get their slopes, times a weight.</summary>
    private protected abstract double SumLoss(Tape tape, int[] samples, double weight);

    /// <summary>Works through chunks of samples at these parameters.</summary>
    private protected double[] Chunks(ReadOnlySpan<double> parameters, int[] indices, Func<Tape, double[], int[], double> work)
    {
        if (_parameters.Length != parameters.Length)
        {
            _parameters = new double[parameters.Length];
        }

        parameters.CopyTo(_parameters);
        var parts = indices.Chunk(ChunkSize).ToArray();
        while (_chunks.Count < parts.Length)
        {
            _chunks.Add((new Tape(), new double[parameters.Length]));
        }

        var results = new double[parts.Length];
        Workers.Run(parts.Length, i =>
        {
            _chunks[i].Gradient.AsSpan().Clear();
            results[i] = work(_chunks[i].Tape, _chunks[i].Gradient, parts[i]);
        });
        return results;
    }

    /// <summary>Starts a tape that computes a loss alone at the parameters of the evaluation under way.</summary>
    private protected void StartForward(Tape tape) => tape.Start(_parameters, null);
}
