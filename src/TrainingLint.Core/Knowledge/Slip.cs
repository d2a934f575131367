using System;
using System.Linq;

namespace TrainingLint.Core.Knowledge;

/// <summary>One slip of the pen: a letter too many, too few or wrong, or two neighbours exchanged.</summary>
public static class Slip
{
    /// <summary>True when a word is one slip away from another. Nobody misses the first letter, and two numbers are no slip of each other.</summary>
    public static bool IsOne(string written, string meant)
    {
        // patch_size is no slip of batch_size, and train_patch_size none of train_batch_size.
        if (written == meant || written.Length == 0 || meant.Length == 0
            || char.ToLowerInvariant(written[0]) != char.ToLowerInvariant(meant[0]) || Math.Abs(written.Length - meant.Length) > 1)
        {
            return false;
        }

        var (start, leftWritten, leftMeant) = Difference(written, meant);
        var isDigits = leftWritten + leftMeant > 0
            && written.Skip(start).Take(leftWritten).Concat(meant.Skip(start).Take(leftMeant)).All(char.IsDigit);
        var isOtherWord = leftWritten == 1 && leftMeant == 1 && start > 0 && written[start - 1] is ('_' or '-' or '.');
        return IsSwap(written, meant) || (leftWritten <= 1 && leftMeant <= 1 && !isDigits && !isOtherWord);
    }

    /// <summary>True when two neighbouring letters have changed places, and nothing else differs.</summary>
    public static bool IsSwap(string written, string meant)
    {
        if (written.Length != meant.Length)
        {
            return false;
        }

        var (start, left, _) = Difference(written, meant);
        return left == 2 && written[start] == meant[start + 1] && written[start + 1] == meant[start];
    }

    /// <summary>True when two words differ in capitals and separators only, such as <c>Weight_Decay</c>, <c>weight-decay</c> and <c>weight_decay</c>.</summary>
    public static bool IsCaseOrSeparator(string written, string meant) =>
        written != meant && written.Length > 1 && NameLetters.AreSame(written, meant);

    private static (int Start, int LeftWritten, int LeftMeant) Difference(string written, string meant)
    {
        var start = 0;
        while (start < written.Length && start < meant.Length && written[start] == meant[start])
        {
            start++;
        }

        var endWritten = written.Length - 1;
        var endMeant = meant.Length - 1;
        while (endWritten >= start && endMeant >= start && written[endWritten] == meant[endMeant])
        {
            endWritten--;
            endMeant--;
        }

        return (start, endWritten - start + 1, endMeant - start + 1);
    }
}
