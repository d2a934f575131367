using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// Low-rank adapters (Hu et al. 2021, arXiv:2106.09685) on the queries and values of a trained transformer whose own weights stay
/// (<c>tiny-lm-lora</c>): W + alpha/rank · B A, with A random and B zero at the start, as peft has it.
/// </summary>
public sealed class LoraTuning : LanguageModel, IPretrained
{
    /// <summary>Largest rank: half the width.</summary>
    public const int MostRank = TransformerShape.Width / 2;

    private static readonly int[] Adapted =
        [.. Enumerable.Range(0, TransformerShape.Blocks).SelectMany(block =>
        new[] { TransformerShape.Projection(block, 0), TransformerShape.Projection(block, 2) })];

    private readonly int _rank;
    private readonly double _scale;
    private readonly LoraTuning? _earlier;
    private readonly double[] _frozen = [.. PretrainedWeights];

    /// <summary>Adapters on some sentences.</summary>
    /// <param name="rank">Rank, 1 to <see cref="MostRank"/>.</param>
    /// <param name="scale">What the product of both factors is multiplied by: alpha over rank.</param>
    /// <param name="sequences">Sequences, at least 1.</param>
    public LoraTuning(int rank = 8, double scale = 2, int sequences = 96)
        : this(rank, scale, sequences, isOther: true)
    {
        _earlier = new LoraTuning(rank, scale, EarlierSequences, isOther: false);
    }

    private LoraTuning(int rank, double scale, int sequences, bool isOther)
        : base(sequences, isOther)
    {
        _rank = rank is >= 1 and <= MostRank ? rank : throw new ArgumentOutOfRangeException(nameof(rank), "the rank must be 1 to 16");
        _scale = scale;
    }

    /// <inheritdoc/>
    public override string Name => "tiny-lm-lora";

    /// <inheritdoc/>
    public override int ParameterCount => Adapted.Length * Pair;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => [FormattableString.Invariant($"adapters of rank {_rank}, scale {_scale.Rounded(3)}, on queries and values of a trained transformer of two layers, width 32, that goes on with sentences of another kind")];

    /// <inheritdoc/>
    public double UntrainedLoss => Math.Log(CharacterText.Vocabulary);

    /// <inheritdoc/>
    public double EarlierChanceLoss => _earlier?.ChanceLoss ?? double.NaN;

    /// <inheritdoc/>
    public double? EarlierLoss(ReadOnlySpan<double> parameters) =>
        _earlier?.Evaluate(parameters, SampleSet.All(_earlier.SampleCount), default);

    private int Pair => 2 * _rank * TransformerShape.Width;

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters)
    {
        parameters.Clear();
        var random = new RandomNumbers(seed, RandomStream.Initialization);
        for (var i = 0; i < Adapted.Length; i++)
        {
            // peft starts A as torch starts a linear layer.
            random.FillUniform(parameters.Slice(i * Pair, Pair / 2), 1 / Math.Sqrt(TransformerShape.Width));
        }
    }

    private protected override Func<int, int, int, TapeNode> Weights(Tape tape) => (start, rows, columns) =>
    {
        var frozen = Tape.Constant(_frozen, start, rows, columns);
        if (Array.IndexOf(Adapted, start) is not (>= 0 and var place))
        {
            return frozen;
        }

        var (down, up) = (tape.Parameter(place * Pair, _rank, columns), tape.Parameter((place * Pair) + (Pair / 2), rows, _rank));
        return tape.Add(frozen, tape.TimesTransposed(up, tape.Transpose(down)), _scale);
    };
}
