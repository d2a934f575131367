using System;
using System.Numerics;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>
/// Loss, gradient and Hessian products of a perceptron in one precision. Samples are cut into chunks of a size that does not
/// depend on the number of threads; losses and gradients of chunks are joined in double.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PerceptronEngine<T>(PerceptronShape shape, Activation activation, PerceptronLoss loss, ReadOnlyMemory<double> inputs,
    ReadOnlyMemory<int> labels)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Large enough for products near the machine's peak, small enough that two cores share 1,797 samples evenly.</summary>
    private const int ChunkRows = 512;

    private T[] _parameters = [];
    private PerceptronTape<T>[] _tapes = [];
    private T[][] _gradients = [];

    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        LoadParameters(ref _parameters, parameters);
        var wantsGradient = !gradient.IsEmpty;
        PrepareTapes(samples);
        var losses = new double[_tapes.Length];
        var weight = T.CreateTruncating(1.0 / samples.Count);
        Workers.Run(_tapes.Length, chunk =>
        {
            Load(_tapes[chunk], samples, chunk, _tapes.Length);
            _tapes[chunk].Forward(_parameters, keepSlopes: wantsGradient, keepBends: false);
            losses[chunk] = _tapes[chunk].SumLoss();
            if (wantsGradient)
            {
                _gradients[chunk].AsSpan().Clear();
                _tapes[chunk].Backward(_parameters, weight, _gradients[chunk]);
            }
        });
        if (wantsGradient)
        {
            Join(_gradients, gradient);
        }

        return TensorPrimitives.Sum<double>(losses) / samples.Count;
    }

    /// <summary>Index of the largest output of each sample.</summary>
    public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes)
    {
        LoadParameters(ref _parameters, parameters);
        PrepareTapes(samples);
        var outputs = shape.Outputs(shape.Layers - 1);
        var row = 0;
        for (var chunk = 0; chunk < _tapes.Length; chunk++)
        {
            var tape = _tapes[chunk];
            Load(tape, samples, chunk, _tapes.Length);
            tape.Forward(_parameters, keepSlopes: false, keepBends: false);
            for (var i = 0; i < tape.Rows; i++)
            {
                classes[row++] = TensorPrimitives.IndexOfMax<T>(tape.Outputs.Slice(i * outputs, outputs));
            }
        }
    }

    /// <summary>The forward and backward pass at a point, kept for any number of Hessian products.</summary>
    public PerceptronHessian<T> HessianAt(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var (own, tapes) = Differentiate(parameters, samples);
        return new PerceptronHessian<T>(shape, own, tapes, T.CreateTruncating(1.0 / samples.Count));
    }

    /// <summary>The exact trace of the Hessian; null where only the stochastic estimators serve.</summary>
    public double? Trace(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        if (!PerceptronTrace<T>.IsSupported(shape, activation))
        {
            return null;
        }

        var (own, tapes) = Differentiate(parameters, samples);
        var shares = new double[tapes.Length];
        Workers.Run(tapes.Length, chunk => shares[chunk] = PerceptronTrace<T>.Of(tapes[chunk], shape, loss, own, 1.0 / samples.Count));
        return TensorPrimitives.Sum<double>(shares);
    }

    private (T[] Parameters, PerceptronTape<T>[] Tapes) Differentiate(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var own = Array.Empty<T>();
        LoadParameters(ref own, parameters);
        var tapes = NewTapes(samples.Count);
        var weight = T.CreateTruncating(1.0 / samples.Count);
        Workers.Run(tapes.Length, chunk =>
        {
            Load(tapes[chunk], samples, chunk, tapes.Length);
            tapes[chunk].Forward(own, keepSlopes: true, keepBends: true);
            tapes[chunk].SumLoss();
            tapes[chunk].Backward(own, weight, gradient: default);
        });
        return (own, tapes);
    }

    /// <summary>Sums the chunks' numbers in their order, in double.</summary>
    internal static void Join(T[][] parts, Span<double> sums)
    {
        TensorPrimitives.ConvertTruncating<T, double>(parts[0].AsSpan(0, sums.Length), sums);
        Span<double> wide = stackalloc double[Pieces.Length];
        for (var from = 0; from < sums.Length; from += Pieces.Length)
        {
            var sum = sums.Slice(from, Math.Min(Pieces.Length, sums.Length - from));
            for (var i = 1; i < parts.Length; i++)
            {
                var addend = wide[..sum.Length];
                TensorPrimitives.ConvertTruncating<T, double>(parts[i].AsSpan(from, sum.Length), addend);
                TensorPrimitives.Add(sum, addend, sum);
            }
        }
    }

    private static void LoadParameters(ref T[] target, ReadOnlySpan<double> parameters)
    {
        if (target.Length != parameters.Length)
        {
            target = new T[parameters.Length];
        }

        TensorPrimitives.ConvertTruncating<double, T>(parameters, target);
    }

    private static int ChunkCount(int samples) => (samples + ChunkRows - 1) / ChunkRows;

    private static int ChunkStart(int samples, int chunk, int chunks) => (int)((long)samples * chunk / chunks);

    private void PrepareTapes(SampleSet samples)
    {
        var chunks = ChunkCount(samples.Count);
        if (_tapes.Length != chunks || _tapes[0].Rows != ChunkStart(samples.Count, 1, chunks)
            || _tapes[^1].Rows != samples.Count - ChunkStart(samples.Count, chunks - 1, chunks))
        {
            _tapes = NewTapes(samples.Count);
        }

        if (_gradients.Length != chunks)
        {
            _gradients = new T[chunks][];
            for (var i = 0; i < chunks; i++)
            {
                _gradients[i] = new T[shape.ParameterCount];
            }
        }
    }

    private PerceptronTape<T>[] NewTapes(int samples)
    {
        var tapes = new PerceptronTape<T>[ChunkCount(samples)];
        for (var chunk = 0; chunk < tapes.Length; chunk++)
        {
            tapes[chunk] = new PerceptronTape<T>(shape, activation, loss,
                ChunkStart(samples, chunk + 1, tapes.Length) - ChunkStart(samples, chunk, tapes.Length));
        }

        return tapes;
    }

    private void Load(PerceptronTape<T> tape, SampleSet samples, int chunk, int chunks)
    {
        var width = shape.Inputs(0);
        var indices = samples.Indices.Slice(ChunkStart(samples.Count, chunk, chunks), tape.Rows);
        var pixels = inputs.Span;
        var classes = labels.Span;
        for (var row = 0; row < indices.Length; row++)
        {
            TensorPrimitives.ConvertTruncating<double, T>(pixels.Slice(indices[row] * width, width), tape.Inputs.Slice(row * width, width));
            tape.Labels[row] = classes[indices[row]];
        }
    }
}
