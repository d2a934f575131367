using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>The same transformer, trained already, that goes on with sentences of another grammar (<c>tiny-lm-tuning</c>).</summary>
public sealed class LanguageModelTuning : LanguageModel, IPretrained
{
    private readonly Lazy<double> _untrained;
    private readonly LanguageModel _earlier = new(EarlierSequences);

    /// <summary>A model on some sentences.</summary>
    /// <param name="sequences">Sequences, at least 1.</param>
    public LanguageModelTuning(int sequences = 96)
        : base(sequences, isOther: true)
    {
        _untrained = new(() =>
        {
            var start = new double[ParameterCount];
            TransformerShape.Initialize(0, start);
            return Evaluate(start, SampleSet.All(SampleCount), default);
        });
    }

    /// <inheritdoc/>
    public override string Name => "tiny-lm-tuning";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => ["a transformer of two layers, width 32, trained on made-up sentences, that goes on with sentences of another kind"];

    /// <inheritdoc/>
    public double UntrainedLoss => _untrained.Value;

    /// <inheritdoc/>
    public double EarlierChanceLoss => _earlier.ChanceLoss;

    /// <inheritdoc/>
    public double? EarlierLoss(ReadOnlySpan<double> parameters) =>
        _earlier.Evaluate(parameters, SampleSet.All(_earlier.SampleCount), default);

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) => PretrainedWeights.ToArray().CopyTo(parameters);
}
