using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// A character-level transformer on sentences of a small grammar (<c>tiny-lm</c>), from random weights. Sequences are the samples; the loss
/// is the mean cross-entropy of the next character.
/// </summary>
public class LanguageModel : TapeProblem, IHasChanceLoss
{
    /// <summary>Sequences that tell whether trained weights still know their own text.</summary>
    internal const int EarlierSequences = 36;

    private const int Seed = 1;
    private const string Resource = "TrainingLint.Probe.tiny-lm.f32.gz";
    private static readonly Lazy<double[]> Pretraining = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly int[] _tokens;
    private readonly int[] _next;

    /// <summary>A model on some sentences.</summary>
    /// <param name="sequences">Sequences, at least 1.</param>
    public LanguageModel(int sequences = 96)
        : this(sequences, isOther: false)
    {
    }

    private protected LanguageModel(int sequences, bool isOther)
    {
        SampleCount = sequences > 0 ? sequences : throw new ArgumentOutOfRangeException(nameof(sequences), "a model needs at least one sequence");
        var text = CharacterText.Sequences(sequences, TransformerShape.Length + 1, isOther ? Seed + 1 : Seed, isOther);
        var rows = text.Chunk(TransformerShape.Length + 1).ToArray();
        _tokens = [.. rows.SelectMany(row => row[..^1])];
        _next = [.. rows.SelectMany(row => row[1..])];
    }

    /// <inheritdoc/>
    public override string Name => "tiny-lm";

    /// <inheritdoc/>
    public override int ParameterCount => TransformerShape.Count;

    /// <inheritdoc/>
    public override int SampleCount { get; }

    /// <summary>Entropy of single characters.</summary>
    public double ChanceLoss => -_next.CountBy(code => code).Select(pair => pair.Value / (double)_next.Length).Sum(share =>
        share * Math.Log(share));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => ["a transformer of two layers, width 32, on characters of made-up sentences, from random weights"];

    private protected override double PositionsPerSample => TransformerShape.Length;

    private protected override int ChunkSize => 6;

    /// <summary>Weights after a training on the sentences of the first grammar, little-endian float32 in the assembly; a test makes them again.</summary>
    internal static IReadOnlyList<double> PretrainedWeights => Pretraining.Value;

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) => TransformerShape.Initialize(seed, parameters);

    private protected override double SumLoss(Tape tape, int[] samples, double weight)
    {
        var scores = TransformerShape.Scores(tape, Weights(tape), [.. samples.SelectMany(sample => Row(_tokens, sample))]);
        return tape.CrossEntropy(scores, [.. samples.SelectMany(sample => Row(_next, sample))], weight / TransformerShape.Length)
            / TransformerShape.Length;
    }

    /// <summary>How the weights are found from the parameters.</summary>
    private protected virtual Func<int, int, int, TapeNode> Weights(Tape tape) => tape.Parameter;

    private static ArraySegment<int> Row(int[] codes, int sample) => new(codes, sample * TransformerShape.Length, TransformerShape.Length);

    /// <summary>How the shipped weights were made.</summary>
    internal static double[] Pretrain()
    {
        var plan = new TrainingPlan
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Adam),
            Schedule = LearningRateSchedule.Cosine(300, 5e-3).WithWarmup(new Warmup(15), countAfter: false),
            BatchSize = 24,
            Steps = 300,
        };
        var trainer = new Trainer(new LanguageModel(), plan, seed: 0);
        trainer.Finish();
        return trainer.Parameters.ToArray();
    }

    private static double[] Load()
    {
        using var packed = typeof(LanguageModel).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new BinaryReader(new GZipStream(packed, CompressionMode.Decompress));
        var weights = new double[TransformerShape.Count];
        foreach (ref var weight in weights.AsSpan())
        {
            weight = reader.ReadSingle();
        }

        return weights;
    }
}
