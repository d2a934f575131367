using System.Text;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// PyYAML reads on within quotes whatever the indentation of the next line, YamlDotNet refuses. Since the files are meant for the former,
/// such lines are indented further before a second try; the lines of the text stay the same, so that places stay true.
/// </summary>
internal static class LenientQuotes
{
    /// <summary>The text with the continuation lines of the quoted scalar that starts at a place indented; null when it does not end.</summary>
    public static string? Indent(string text, int startLine, int startColumn)
    {
        var start = IndexOf(text, startLine, startColumn);
        if (start < 0 || start >= text.Length || text[start] is not ('"' or '\''))
        {
            return null;
        }

        var quote = text[start];
        var result = new StringBuilder(text.Length + 64).Append(text, 0, start + 1);
        var indent = new string(' ', startColumn + 1);
        for (var i = start + 1; i < text.Length; i++)
        {
            var c = text[i];
            result.Append(c);
            if (c == '\\' && quote == '"' && i + 1 < text.Length)
            {
                result.Append(text[++i]);
            }
            else if (c == quote)
            {
                return result.Append(text, i + 1, text.Length - i - 1).ToString();
            }
            else if (c == '\n')
            {
                result.Append(indent);
            }
        }

        return null;
    }

    private static int IndexOf(string text, int line, int column)
    {
        var start = 0;
        for (var at = 1; at < line; at++)
        {
            start = text.IndexOf('\n', start) + 1;
            if (start == 0)
            {
                return -1;
            }
        }

        return start + column - 1;
    }
}
