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
}
