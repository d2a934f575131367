using System;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSharpTraining;

/// <summary>Ten noisy patterns of 64 pixels: small enough to learn in a second, and no download.</summary>
internal sealed class Digits
{
    private const int Classes = 10;
    private const int Pixels = 64;

    public Digits(int samples, int seed)
    {
        var random = new Random(seed);
        var patterns = new float[Classes * Pixels];
        for (var i = 0; i < patterns.Length; i++)
        {
            patterns[i] = random.NextSingle() > 0.5 ? 1 : 0;
        }

        var pixels = new float[samples * Pixels];
        var labels = new int[samples];
        for (var i = 0; i < samples; i++)
        {
            labels[i] = i % Classes;
            for (var j = 0; j < Pixels; j++)
            {
                pixels[(i * Pixels) + j] = patterns[(labels[i] * Pixels) + j] + (0.3f * (random.NextSingle() - 0.5f));
            }
        }

        Images = torch.tensor(pixels).view(samples, Pixels);
        Labels = torch.tensor(labels);
    }

    public Tensor Images { get; }

    public Tensor Labels { get; }
}
