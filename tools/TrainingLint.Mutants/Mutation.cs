using System;
using System.Collections.Generic;
using System.Text;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Mutants;

/// <summary>Random damage to a text, the same for the same seed.</summary>
public static class Mutation
{
    private const int MostChanges = 8;
    private const int MostLetters = 1 << 18;
    private const string Letters = "\n\r\t :-?,[]{}()#&*!|>'\"%@`\\~<=$;+./01e9a\u00e9\u4e2d\uFEFF\u2028\u2029\0\u0085\u0007\u001b\u202e\ud83d";

    private static readonly string[] Pieces =
    [
        "\r\n", "\r", "\u0085", "\u2028", "\"1e-4\"", "1e-4", "{a: 1}", "---\n", "...\n", "&a ", "*a", "<<: *a\n", "<<: 3\n", "!!float ", "!!python/object/apply:os.system ", "lr: 90\n", ".inf", "-.inf", "1e999", "-1e308", ".nan",
        "99999999999999999999", "-1", "0", "''", "\"", "'''", "\"\"\"", "\ud83d\ude80 ", "# \u8bad\u7ec3\n", "null", "[1, .inf]", "{{ x }}", "${a.b}", "${oc.env:X}", "$(x)", "_BASE_: train.yaml\n", "defaults:\n  - train\n", "# traininglint: disable=all\n",
        "? ", "|\n", ">-\n", "[", "]", "{", "}", "(", ")", "\\\n", "\"\\u0000\"", "0x7fffffffffffffff", "1_000", "010", "12:30:45", "2024-13-45", "[[[[[[[[", "- - - - ", "a: b: c", "\t",
    ];

    /// <summary>A damaged copy of one of some texts.</summary>
    /// <param name="frames">The texts.</param>
    /// <param name="seed">Which copy.</param>
    public static SourceFile Of(IReadOnlyList<Frame> frames, int seed)
    {
        var random = new Random(seed);
        var frame = frames[random.Next(frames.Count)];
        var text = new StringBuilder(frame.Text);
        for (var change = random.Next(1, MostChanges + 1); change > 0; change--)
        {
            Change(text, random);
        }

        return new SourceFile(frame.Name, text.ToString());
    }

    private static void Change(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(7))
        {
            case 0:
                text.Insert(at, Letters[random.Next(Letters.Length)]);
                break;
            case 1:
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 2 when at < text.Length:
                text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at));
                break;
            case 3:
                text.Replace("\n", random.Next(2) == 0 ? "\r\n" : "\r", at, text.Length - at);
                break;
            case 4 when at < text.Length:
                text.Length = at;
                break;
            case 5 when text.Length < MostLetters:
                Repeat(text, at, random);
                break;
            default:
                var from = random.Next(text.Length + 1);
                text.Insert(at, text.ToString(from, Math.Min(random.Next(1, 40), text.Length - from)));
                break;
        }
    }

    // Depth and length are damage as well.
    private static void Repeat(StringBuilder text, int at, Random random)
    {
        var piece = random.Next(2) == 0
            ? Pieces[random.Next(Pieces.Length)]
            : text.ToString(at, Math.Min(random.Next(1, 40), text.Length - at));
        text.Insert(at, piece, random.Next(2, random.Next(20) == 0 ? 2_000 : 20));
    }
}
