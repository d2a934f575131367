using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// Direct preference optimization (Rafailov et al. 2023, arXiv:2305.18290) of a trained transformer (<c>tiny-lm-preference</c>): of each pair,
/// the sentence of the new kind is preferred to one of the old. The loss starts at ln 2.
/// </summary>
public sealed class PreferenceTuning : TapeProblem, IPretrained
{
    private readonly int[] _chosen;
    private readonly int[] _rejected;
    private readonly double _beta;
    private readonly double[] _reference;
    private readonly LanguageModel _earlier = new(LanguageModel.EarlierSequences);

    /// <summary>Preferences between some pairs.</summary>
    /// <param name="beta">How strongly the model is held to where it started, above 0.</param>
    /// <param name="pairs">Pairs, at least 1.</param>
    public PreferenceTuning(double beta = 0.1, int pairs = 64)
    {
        (_beta, SampleCount) = (beta, pairs);
        _chosen = CharacterText.Sequences(pairs, TransformerShape.Length + 1, seed: 3, isOther: true);
        _rejected = CharacterText.Sequences(pairs, TransformerShape.Length + 1, seed: 4, isOther: false);
        _reference = Reference();
    }

    /// <inheritdoc/>
    public override string Name => "tiny-lm-preference";

    /// <inheritdoc/>
    public override int ParameterCount => TransformerShape.Count;

    /// <inheritdoc/>
    public override int SampleCount { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => [FormattableString.Invariant($"preferences (DPO, beta {_beta.Rounded(3)}) between sentences of two kinds, for a trained transformer of two layers, width 32")];

    /// <inheritdoc/>
    public double UntrainedLoss => 2 * Math.Log(2);

    /// <inheritdoc/>
    public double EarlierChanceLoss => _earlier.ChanceLoss;

    /// <inheritdoc/>
    public double? EarlierLoss(ReadOnlySpan<double> parameters) =>
        _earlier.Evaluate(parameters, SampleSet.All(_earlier.SampleCount), default);

    private protected override double PositionsPerSample => 2 * TransformerShape.Length;

    private protected override int ChunkSize => 8;

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) => LanguageModel.PretrainedWeights.ToArray().CopyTo(parameters);

    private protected override double SumLoss(Tape tape, int[] samples, double weight)
    {
        var (chosen, rejected) = (Scores(tape, tape.Parameter, _chosen, samples), Scores(tape, tape.Parameter, _rejected, samples));
        var sum = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var ahead = _beta * (LogProbability(chosen, _chosen, i, samples[i], 0) - LogProbability(rejected, _rejected, i, samples[i],
                0) - _reference[samples[i]]);
            sum += ahead > 0 ? Math.Log(1 + Math.Exp(-ahead)) : Math.Log(1 + Math.Exp(ahead)) - ahead;
            var slope = -weight * _beta / (1 + Math.Exp(ahead));
            LogProbability(chosen, _chosen, i, samples[i], slope);
            LogProbability(rejected, _rejected, i, samples[i], -slope);
        }

        return sum;
    }

    /// <summary>By how much the model that is started from prefers each chosen sentence, in logarithms.</summary>
    private double[] Reference()
    {
        var tape = new Tape();
        tape.Start([.. LanguageModel.PretrainedWeights], null);
        int[] all = [.. Enumerable.Range(0, SampleCount)];
        var (chosen, rejected) = (Scores(tape, tape.Parameter, _chosen, all), Scores(tape, tape.Parameter, _rejected, all));
        return [.. all.Select(i => LogProbability(chosen, _chosen, i, i, 0) - LogProbability(rejected, _rejected, i, i, 0))];
    }

    private static TapeNode Scores(Tape tape, Func<int, int, int, TapeNode> weight, int[] text, int[] samples) =>
        TransformerShape.Scores(tape, weight,
            [.. samples.SelectMany(sample => new ArraySegment<int>(text, sample * (TransformerShape.Length + 1),
            TransformerShape.Length))]);

    private static double LogProbability(TapeNode scores, int[] text, int row, int sample, double slope)
    {
        var sum = 0.0;
        for (var j = 0; j < TransformerShape.Length; j++)
        {
            sum += Tape.LogProbability(scores, (row * TransformerShape.Length) + j,
                text[(sample * (TransformerShape.Length + 1)) + j + 1], slope);
        }

        return sum;
    }
}
