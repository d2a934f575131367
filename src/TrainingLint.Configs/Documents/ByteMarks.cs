using System.Linq;
using System.Text;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// Words by which a file shows, before it is decoded, that it may hold settings. Every group must be met by one of its words,
/// so that a file that trains nothing costs one pass over its bytes. The search is for ASCII and sees capitals.
/// </summary>
public sealed class ByteMarks
{
    private readonly (byte[] Word, int Group)[] _words;
    private readonly int _groups;

    // Made when the first file is looked at: formats have marks, runs on one file have no use for them.
    private bool[]? _starts;

    /// <summary>Marks of which one in each group must occur; each has at least two letters, and there are at most 30 groups.</summary>
    public ByteMarks(params string[][] groups)
    {
        _groups = groups.Length;
        _words = [.. groups.SelectMany((group, index) => group.Select(word => (Encoding.ASCII.GetBytes(word), index)))];
    }

    /// <summary>True when each group has a word among the bytes before the first zero byte, which gives a file away as no text.</summary>
    public bool Occur(byte[] bytes)
    {
        var starts = _starts ??= Starts();
        var missing = (1 << _groups) - 1;
        for (var i = 0; i + 1 < bytes.Length && bytes[i] != 0; i++)
        {
            if (!starts[(bytes[i] << 8) | bytes[i + 1]])
            {
                continue;
            }

            foreach (var (word, group) in _words)
            {
                missing &= StandsAt(bytes, i, word) ? ~(1 << group) : -1;
            }

            if (missing == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool[] Starts()
    {
        var starts = new bool[1 << 16];
        foreach (var (word, _) in _words)
        {
            starts[(word[0] << 8) | word[1]] = true;
        }

        return starts;
    }

    private static bool StandsAt(byte[] bytes, int at, byte[] word)
    {
        if (at + word.Length > bytes.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (bytes[at + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
