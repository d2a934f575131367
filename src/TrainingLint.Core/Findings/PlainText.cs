using System;
using System.Globalization;
using System.Text;

namespace TrainingLint.Core.Findings;

/// <summary>
/// Text from a file or from the name of one, as people may see it. Whoever can change a config must not be able to move the cursor of a
/// terminal, to turn the order of letters round, or to give commands to a build server that reads what the tool prints.
/// </summary>
public static class PlainText
{
    private const int LongestMessage = 600;
    private const int LongestWord = 80;

    /// <summary>The text in one line: control characters, line breaks, marks of direction and invisible letters as their codes, commands of build servers broken up.</summary>
    public static string Of(string text)
    {
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        // A line that begins with it is a command to GitHub, as one with ##vso[ or ##[ anywhere is to Azure Pipelines.
        var isCommand = string.CompareOrdinal(text, start, "::", 0, 2) == 0;
        if (!isCommand && !NeedsCare(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var isPair = char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                plain.Append(letter).Append(text[++i]);
            }
            else if (IsHarmful(letter))
            {
                plain.Append(Code(letter));
            }
            else
            {
                plain.Append(isCommand && i == start ? "\\" : "").Append(letter);
                plain.Append(letter == '#' && i + 1 < text.Length && text[i + 1] == '#' ? " " : "");
            }
        }

        return plain.ToString();
    }

    /// <summary>A text from a file in at most so many letters; what is left out in the middle is three dots.</summary>
    public static string Short(string text, int longest) =>
        text.Length <= longest ? text : Cut(text, longest * 2 / 3, longest / 3);

    /// <summary>
    /// A message that quotes values: in one line, long words and the middle of a very long message cut, for the advice stands at its end.
    /// </summary>
    public static string Message(string message)
    {
        var cut = message.Length <= LongestWord ? message : WithShortWords(message);
        return Of(Short(cut, LongestMessage));
    }

    private static string WithShortWords(string message)
    {
        StringBuilder? text = null;
        var start = 0;
        for (var i = 0; i <= message.Length; i++)
        {
            if (i < message.Length && !char.IsWhiteSpace(message[i]))
            {
                continue;
            }

            // Addresses are made to be followed, and never come from a file.
            if (i - start > LongestWord && message.IndexOf("http", start, i - start, StringComparison.Ordinal) < 0)
            {
                text ??= new StringBuilder(message, 0, start, message.Length);
                text.Append(Cut(message.Substring(start, i - start), LongestWord / 2, LongestWord / 4));
            }
            else
            {
                text?.Append(message, start, i - start);
            }

            text?.Append(i < message.Length ? message[i].ToString() : "");
            start = i + 1;
        }

        return text?.ToString() ?? message;
    }

    // Never between the two halves of a letter beyond the basic plane.
    private static string Cut(string text, int head, int tail)
    {
        var (first, second) = (head, text.Length - tail);
        first -= char.IsHighSurrogate(text[first - 1]) ? 1 : 0;
        second += char.IsLowSurrogate(text[second]) ? 1 : 0;
        return text.Substring(0, first) + "..." + text.Substring(second);
    }

    private static bool NeedsCare(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '#' or < ' ' or > '~')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHarmful(char letter) => letter != '\t' && (letter < ' ' || letter > '~')
        && CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static string Code(char letter) => letter switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        _ => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
    };
}
