using System;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSharpTraining;

/// <summary>
/// Ten patterns of 64 pixels, the same for everybody, under noise of each set's own: small enough to learn in a second, no download,
/// and no picture of the test set stands in the training set.
/// </summary>
internal sealed class Digits
{
    private const int Classes = 10;
    private const int Pixels = 64;
    private const float Noise = 2;

    private static readonly float[] Patterns = PatternsOf(new Random(1));

    public Digits(int samples, int seed)
    {
        var random = new Random(seed);
        var pixels = new float[samples * Pixels];

        // Cross-entropy takes classes as 64-bit numbers and refuses any other.
        var labels = new long[samples];
        for (var i = 0; i < samples; i++)
        {
            labels[i] = i % Classes;
            for (var j = 0; j < Pixels; j++)
            {
                pixels[(i * Pixels) + j] = Patterns[(labels[i] * Pixels) + j] + (Noise * (random.NextSingle() - 0.5f));
            }
        }

        Images = torch.tensor(pixels).view(samples, Pixels);
        Labels = torch.tensor(labels);
    }

    public Tensor Images { get; }

    public Tensor Labels { get; }

    private static float[] PatternsOf(Random random)
    {
        var patterns = new float[Classes * Pixels];
        for (var i = 0; i < patterns.Length; i++)
        {
            patterns[i] = random.NextSingle() > 0.5 ? 1 : 0;
        }

        return patterns;
    }
}
