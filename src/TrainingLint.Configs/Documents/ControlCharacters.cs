using System.Globalization;
using System.Text;

namespace TrainingLint.Configs.Documents;

/// <summary>Characters that YAML forbids anywhere in a file, by PyYAML's list (<c>yaml/reader.py</c>, NON_PRINTABLE).</summary>
internal static class ControlCharacters
{
    private const char Stand = '\uFFFD';

    /// <summary>Position of the first one; null where there is none.</summary>
    public static int? FirstIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsForbidden(text, i))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The text with another character in the place of each.</summary>
    public static string Replaced(string text)
    {
        var result = new StringBuilder(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsForbidden(text, i))
            {
                result[i] = Stand;
            }
        }

        return result.ToString();
    }

    /// <summary>The character as people look it up: <c>U+0007</c>.</summary>
    public static string Name(char character) => "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);

    private static bool IsForbidden(string text, int at)
    {
        var c = text[at];
        return c switch
        {
            '\t' or '\n' or '\r' or '\u0085' => false,
            < ' ' or (>= '\u007F' and < '\u00A0') or '\uFFFE' or '\uFFFF' => true,
            _ when char.IsHighSurrogate(c) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
            _ when char.IsLowSurrogate(c) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
            _ => false,
        };
    }
}
