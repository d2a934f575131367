using System;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>
/// Reorders the hidden units of a network so that its weights resemble those of a reference, one layer after the other until nothing improves
/// (weight matching of Ainsworth, Hayase and Srinivasa 2022, arXiv:2209.04836). With an odd activation a unit may also change its sign. It finds
/// a good order, not always the best one.
/// </summary>
internal static class UnitMatching
{
    /// <summary>Every sweep that changes something raises the likeness; this many are never needed in practice.</summary>
    private const int MostSweeps = 50;

    public static void Match(PerceptronShape shape, bool isOdd,
        ReadOnlySpan<double> reference, ReadOnlySpan<double> parameters, Span<double> matched)
    {
        parameters.CopyTo(matched);
        var changed = true;
        for (var sweep = 0; sweep < MostSweeps && changed; sweep++)
        {
            changed = false;
            for (var layer = 0; layer < shape.Layers - 1; layer++)
            {
                changed |= MatchLayer(shape, layer, isOdd, reference, matched);
            }
        }
    }

    private static bool MatchLayer(PerceptronShape shape, int layer, bool isOdd, ReadOnlySpan<double> reference, Span<double> matched)
    {
        var units = shape.Outputs(layer);
        var (wanted, present) = (Units(shape, layer, reference), Units(shape, layer, matched));
        var (length, likeness) = (wanted.Length / units, new double[units * units]);
        MatrixProduct<double>.Add(units, units, length, MatrixView<double>.Rows(wanted, length), MatrixView<double>.Transposed(present,
            length), likeness, units);
        var gains = likeness;
        if (isOdd)
        {
            gains = new double[likeness.Length];
            TensorPrimitives.Abs(likeness, gains);
        }

        var order = Assignment.Largest(gains, units);
        var (kept, gained) = (0.0, 0.0);
        for (var i = 0; i < units; i++)
        {
            kept += likeness[(i * units) + i];
            gained += gains[(i * units) + order[i]];
        }

        // Ties must not turn in circles.
        if (!(gained > kept + (1e-12 * Math.Abs(kept))))
        {
            return false;
        }

        for (var i = 0; i < units; i++)
        {
            var sign = isOdd && likeness[(i * units) + order[i]] < 0 ? -1 : 1;
            Write(shape, layer, i, present.AsSpan(order[i] * length, length), sign, matched);
        }

        return true;
    }

    /// <summary>What each hidden unit is made of, one behind the other: weights that come in, bias, weights that go out.</summary>
    private static double[] Units(PerceptronShape shape, int layer, ReadOnlySpan<double> parameters)
    {
        var (inputs, outputs, next) = (shape.Inputs(layer), shape.Outputs(layer), shape.Outputs(layer + 1));
        var length = inputs + 1 + next;
        var units = new double[outputs * length];
        for (var i = 0; i < outputs; i++)
        {
            var unit = units.AsSpan(i * length, length);
            parameters.Slice(shape.WeightOffset(layer) + (i * inputs), inputs).CopyTo(unit);
            unit[inputs] = parameters[shape.BiasOffset(layer) + i];
            for (var k = 0; k < next; k++)
            {
                unit[inputs + 1 + k] = parameters[shape.WeightOffset(layer + 1) + (k * outputs) + i];
            }
        }

        return units;
    }

    private static void Write(PerceptronShape shape, int layer, int place, ReadOnlySpan<double> unit, double sign, Span<double> parameters)
    {
        var (inputs, outputs, next) = (shape.Inputs(layer), shape.Outputs(layer), shape.Outputs(layer + 1));
        TensorPrimitives.Multiply(unit[..inputs], sign, parameters.Slice(shape.WeightOffset(layer) + (place * inputs), inputs));
        parameters[shape.BiasOffset(layer) + place] = sign * unit[inputs];
        for (var k = 0; k < next; k++)
        {
            parameters[shape.WeightOffset(layer + 1) + (k * outputs) + place] = sign * unit[inputs + 1 + k];
        }
    }
}
