using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Networks;

/// <summary>
/// A decoder of the usual kind: token and position embeddings, blocks of causal attention and a GELU layer behind RMS norms, and a last
/// norm before the output layer. About 20,000 weights.
/// </summary>
internal static class TransformerShape
{
    public const int Width = 32;
    public const int Heads = 2;
    public const int Blocks = 2;
    public const int Hidden = 64;

    /// <summary>Characters that are read; the next ones are predicted.</summary>
    public const int Length = 16;

    private const int Square = Width * Width;
    private const int Tokens = 0;
    private const int Positions = Tokens + (CharacterText.Vocabulary * Width);
    private const int FirstBlock = Positions + (Length * Width);

    // Inside of a block: two norms, four projections, two layers.
    private const int SecondNorm = Width;
    private const int Queries = 2 * Width;
    private const int BlockSize = Queries + (4 * Square) + (2 * Width * Hidden);
    private const int LastNorm = FirstBlock + (Blocks * BlockSize);
    private const int Output = LastNorm + Width;

    /// <summary>All weights.</summary>
    public const int Count = Output + (CharacterText.Vocabulary * Width);

    /// <summary>Where the projection of queries (0), keys (1), values (2) or of what attention gives (3) of a block starts.</summary>
    public static int Projection(int block, int which) => FirstBlock + (block * BlockSize) + Queries + (which * Square);

    /// <summary>GPT-2's start: normal with deviation 0.02 for embeddings and 1/sqrt(width) for layers, halved where a block adds to the stream; gains of 1.</summary>
    public static void Initialize(int seed, Span<double> weights)
    {
        var random = new RandomNumbers(seed, RandomStream.Initialization);
        random.FillNormal(weights[..FirstBlock], 0.1);
        for (var block = 0; block < Blocks; block++)
        {
            var start = FirstBlock + (block * BlockSize);
            weights.Slice(start, Queries).Fill(1);
            random.FillNormal(weights.Slice(start + Queries, 3 * Square), 1 / Math.Sqrt(Width));
            random.FillNormal(weights.Slice(start + Queries + (3 * Square), Square), 0.5 / Math.Sqrt(Width));
            random.FillNormal(weights.Slice(start + Queries + (4 * Square), Width * Hidden), 1 / Math.Sqrt(Width));
            random.FillNormal(weights.Slice(start + Queries + (4 * Square) + (Width * Hidden), Width * Hidden), 0.5 / Math.Sqrt(Hidden));
        }

        weights.Slice(LastNorm, Width).Fill(1);
        random.FillNormal(weights[Output..], 1 / Math.Sqrt(Width));
    }

    /// <summary>Scores of the next character at every position.</summary>
    /// <param name="tape">Where it is noted.</param>
    /// <param name="weight">A weight matrix by its place and shape.</param>
    /// <param name="tokens">Characters, sequence by sequence, <see cref="Length"/> each.</param>
    public static TapeNode Scores(Tape tape, Func<int, int, int, TapeNode> weight, int[] tokens)
    {
        var stream = tape.AddRepeated(tape.Gather(weight(Tokens, CharacterText.Vocabulary, Width), tokens),
            weight(Positions, Length, Width));
        for (var block = 0; block < Blocks; block++)
        {
            var start = FirstBlock + (block * BlockSize);
            var read = Norm(tape, stream, weight(start, 1, Width));
            TapeNode Project(TapeNode from, int which) => tape.TimesTransposed(from, weight(Projection(block, which), Width, Width));
            var mixed = tape.Attention(Project(read, 0), Project(read, 1), Project(read, 2), Heads, Length);
            stream = tape.Add(stream, Project(mixed, 3));
            var inner = tape.TimesTransposed(Norm(tape, stream, weight(start + SecondNorm, 1, Width)),
                weight(start + Queries + (4 * Square), Hidden, Width));
            stream = tape.Add(stream,
                tape.TimesTransposed(tape.Gelu(inner), weight(start + Queries + (4 * Square) + (Width * Hidden), Width, Hidden)));
        }

        return tape.TimesTransposed(Norm(tape, stream, weight(LastNorm, 1, Width)), weight(Output, CharacterText.Vocabulary, Width));
    }

    private static TapeNode Norm(Tape tape, TapeNode stream, TapeNode gain) =>
        tape.ScaleColumns(tape.Normalize(stream, Width, center: false), gain);
}
