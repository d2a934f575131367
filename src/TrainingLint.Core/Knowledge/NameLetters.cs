using System.Text;

namespace TrainingLint.Core.Knowledge;

/// <summary>What remains of a name when frameworks may spell it with or without capitals, spaces and punctuation.</summary>
public static class NameLetters
{
    /// <summary>The letters and digits of a name, in lower case: <c>cosineannealinglr</c> for <c>CosineAnnealing_LR</c>.</summary>
    public static string Of(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                letters.Append(char.ToLowerInvariant(c));
            }
        }

        return letters.ToString();
    }

    /// <summary>True when two names have the same letters and digits.</summary>
    public static bool AreSame(string left, string right)
    {
        for (int i = 0, j = 0; ; i++, j++)
        {
            (i, j) = (NextIn(left, i), NextIn(right, j));
            if (i == left.Length || j == right.Length)
            {
                return i == left.Length && j == right.Length;
            }

            if (char.ToLowerInvariant(left[i]) != char.ToLowerInvariant(right[j]))
            {
                return false;
            }
        }
    }

    private static int NextIn(string name, int at)
    {
        while (at < name.Length && !char.IsLetterOrDigit(name[at]))
        {
            at++;
        }

        return at;
    }
}
