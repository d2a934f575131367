using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// A small convolutional classifier of the digits: two 3 x 3 convolutions to 8 and 16 channels, each followed by group norm over the whole
/// image and GELU, and a linear layer. Stands in for vision recipes.
/// </summary>
public sealed class DigitsConvolution : TapeProblem, IClassifies
{
    private const int Side = 8;
    private const int FirstChannels = 8;
    private const int SecondChannels = 16;
    private const int Features = SecondChannels * (Side / 4) * (Side / 4);
    private const int FirstWeights = 0;
    private const int FirstBias = FirstWeights + (9 * FirstChannels);
    private const int SecondWeights = FirstBias + FirstChannels;
    private const int SecondBias = SecondWeights + (9 * FirstChannels * SecondChannels);
    private const int LastWeights = SecondBias + SecondChannels;
    private const int LastBias = LastWeights + (Features * Digits.Classes);

    /// <summary>A network on the first samples of the digits.</summary>
    /// <param name="samples">How many of the digits are used.</param>
    public DigitsConvolution(int samples = 512) => SampleCount = samples is >= 1 and <= Digits.Count
        ? samples
        : throw new ArgumentOutOfRangeException(nameof(samples), "there are 1 to 1797 digits");

    /// <inheritdoc/>
    public override string Name => "digits-cnn";

    /// <inheritdoc/>
    public override int ParameterCount => LastBias + Digits.Classes;

    /// <inheritdoc/>
    public override int SampleCount { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => ["two 3 x 3 convolutions (8 and 16 channels, group norm, GELU) and a linear layer"];

    /// <inheritdoc/>
    public ReadOnlySpan<int> Labels => Digits.Labels.Span[..SampleCount];

    private protected override double PositionsPerSample => 7;

    private protected override int ChunkSize => 64;

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters)
    {
        // As torch starts convolutions and linear layers: uniform within 1/sqrt(fan-in).
        var random = new RandomNumbers(seed, RandomStream.Initialization);
        random.FillUniform(parameters[FirstWeights..SecondWeights], 1 / 3.0);
        random.FillUniform(parameters[SecondWeights..LastWeights], 1 / Math.Sqrt(9 * FirstChannels));
        random.FillUniform(parameters[LastWeights..], 1 / Math.Sqrt(Features));
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes)
    {
        var indices = samples.Indices.ToArray();
        var answers = new int[indices.Length];
        var numbers = new int[indices.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }

        Chunks(parameters, numbers, (tape, _, part) =>
        {
            StartForward(tape);
            var scores = Scores(tape, Array.ConvertAll(part, i => indices[i]));
            for (var i = 0; i < part.Length; i++)
            {
                answers[part[i]] = TensorPrimitives.IndexOfMax<double>(scores.Value.Slice(i * Digits.Classes, Digits.Classes));
            }

            return 0;
        });
        answers.CopyTo(classes);
    }

    private protected override double SumLoss(Tape tape, int[] samples, double weight)
    {
        var scores = Scores(tape, samples);
        return tape.CrossEntropy(scores, Array.ConvertAll(samples, sample => Digits.Labels.Span[sample]), weight);
    }

    private static TapeNode Scores(Tape tape, int[] samples)
    {
        var image = tape.Input(samples.Length * Side * Side, 1);
        for (var i = 0; i < samples.Length; i++)
        {
            Digits.Pixels.Span.Slice(samples[i] * Digits.Width, Digits.Width).CopyTo(image.Value.Slice(i * Digits.Width, Digits.Width));
        }

        var first = Convolve(tape, image, Side, FirstWeights, FirstBias, FirstChannels);
        var second = Convolve(tape, first, Side / 2, SecondWeights, SecondBias, SecondChannels);
        var flat = tape.Reshape(second, samples.Length, Features);
        return tape.AddRow(tape.TimesTransposed(flat, tape.Parameter(LastWeights, Digits.Classes, Features)),
            tape.Parameter(LastBias, 1, Digits.Classes));
    }

    /// <summary>A convolution with stride 2, group norm over the image, and GELU.</summary>
    private static TapeNode Convolve(Tape tape, TapeNode image, int side, int weights, int bias, int channels)
    {
        var patches = tape.Patches(image, side, stride: 2);
        var convolved = tape.AddRow(tape.TimesTransposed(patches, tape.Parameter(weights, channels, patches.Columns)),
            tape.Parameter(bias, 1, channels));
        return tape.Gelu(tape.Normalize(convolved, side / 2 * (side / 2) * channels, center: true));
    }
}
