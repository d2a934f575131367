using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>Decides <c>test</c>, <c>[ … ]</c> and <c>[[ … ]]</c> where both sides are written in the script.</summary>
internal static class ShellCondition
{
    /// <summary>True or false where the text decides; null where only run time does.</summary>
    public static bool? Decide(IReadOnlyList<Argument> words)
    {
        if (words.Count < 2 || words[0].Text is not ("[" or "[[" or "test"))
        {
            return null;
        }

        var end = words[words.Count - 1].Text is "]" or "]]" ? words.Count - 1 : words.Count;
        var tested = words.Skip(1).Take(end - 1).ToArray();
        if (tested.Length > 0 && tested[0].Text == "!")
        {
            return !DecidePlain([.. tested.Skip(1)]);
        }

        return DecidePlain(tested);
    }

    private static bool? DecidePlain(Argument[] tested) =>
        Array.Exists(tested, word => !word.IsKnown || word.IsConditional) ? null
        : tested.Length switch
        {
            1 => tested[0].Text.Length > 0,
            2 when tested[0].Text == "-z" => tested[1].Text.Length == 0,
            2 when tested[0].Text == "-n" => tested[1].Text.Length > 0,
            3 => Compare(tested[0].Text, tested[1].Text, tested[2]),
            _ => null,
        };

    private static bool? Compare(string left, string operation, Argument right)
    {
        switch (operation)
        {
            case "=" or "==" when !right.Pieces.Any(piece => !piece.IsQuoted && piece.Text.IndexOfAny(['*', '?', '[']) >= 0):
                return left == right.Text;
            case "!=" when !right.Pieces.Any(piece => !piece.IsQuoted && piece.Text.IndexOfAny(['*', '?', '[']) >= 0):
                return left != right.Text;
        }

        return double.TryParse(left, NumberStyles.Integer, CultureInfo.InvariantCulture, out var one)
            && double.TryParse(right.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var other)
            ? operation switch
            {
                "-eq" => one == other,
                "-ne" => one != other,
                "-gt" => one > other,
                "-ge" => one >= other,
                "-lt" => one < other,
                "-le" => one <= other,
                _ => null,
            }
            : null;
    }
}
