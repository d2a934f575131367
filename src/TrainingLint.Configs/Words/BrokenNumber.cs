using System.Text.RegularExpressions;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Words;

/// <summary>Text that was meant as a number.</summary>
internal static class BrokenNumber
{
    // 10O, l6, 0,001, 1e- and 1.0e_3: nobody means these as text.
    private static readonly LazyRegex Broken = new(
        @"^[-+]?[0-9]+,[0-9]+$|^[-+]?[0-9]+\.?[0-9]*[eE][^0-9+\-].*$|^[-+]?[0-9]+\.?[0-9]*[eE][-+]?$|^[-+]?[0-9.]*[0-9][0-9.]*[oOlI][0-9oOlI.]*$|^[oOlI][0-9][0-9.]*$"

        // 0.001, and 0.001; and 0.001#tuned and 10^-4 and 2**5 and 0.0.1 and 1/1000 and "100 epochs"
        + @"|^[-+]?[0-9.]+([eE][-+]?[0-9]+)?([,;]|#.*)$|^[0-9]+(\^|\*\*)-?[0-9]+$|^[0-9]+\.[0-9]+\.[0-9]+$|^1/[0-9]+$"
        + @"|^[oOlI]\.[0-9oOlI]+$|^[0-9]+ (epochs?|steps?|iters?|iterations?)$|^[0-9]+-[eE][0-9]+$", RegexOptions.CultureInvariant);

    // 50%, 32 x 2, and 0.01 (was 0.1): something stands behind the number.
    private static readonly LazyRegex Followed = new(
        @"^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?(\s*%|\s+x\s+[0-9]+|\s+\([^()]*\))$", RegexOptions.CultureInvariant);

    /// <summary>True for a number with more behind it, such as a sign of percent or a remark, which no loader takes for a number.</summary>
    public static bool IsFollowed(string text) => IsNear(text) && Followed.IsMatch(text);

    /// <summary>True for text that is a slip in writing a number.</summary>
    public static bool IsBroken(string text) => IsNear(text) && Broken.IsMatch(text);

    // Short, and beginning as a number does or as a digit that was mistaken for a letter.
    private static bool IsNear(string text) =>
        text.Length is > 0 and < 40 && (text[0] is >= '0' and <= '9' || "+-.oOlI".IndexOf(text[0]) >= 0);
}
