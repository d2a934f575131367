using System;
using System.Linq;
using System.Text;

namespace TrainingLint.Configs.Formats;

/// <summary>
/// Words by which a file shows, before it is decoded, that it may hold settings. Every group must be met by one of its words,
/// so that a file that trains nothing costs one pass over its bytes. The search is for ASCII and sees capitals.
/// </summary>
public sealed class ByteMarks
{
    private readonly byte[][][] _groups;

    /// <summary>Marks of which one in each group must occur.</summary>
    public ByteMarks(params string[][] groups) => _groups = [.. groups.Select(group => group.Select(Encoding.ASCII.GetBytes).ToArray())];

    /// <summary>True when each group has a word among the bytes, and no zero byte gives the file away as no text.</summary>
    public bool Occur(byte[] bytes) => Array.TrueForAll(_groups, group => Array.Exists(group, mark => Contains(bytes, mark))) && Array.IndexOf(bytes, (byte)0) < 0;

    // Array.IndexOf over bytes is vectorised; spans would need a package that compilers do not bring.
    private static bool Contains(byte[] bytes, byte[] mark)
    {
        for (var at = Array.IndexOf(bytes, mark[0]); at >= 0 && at + mark.Length <= bytes.Length; at = Array.IndexOf(bytes, mark[0], at + 1))
        {
            var i = 1;
            while (i < mark.Length && bytes[at + i] == mark[i])
            {
                i++;
            }

            if (i == mark.Length)
            {
                return true;
            }
        }

        return false;
    }
}
