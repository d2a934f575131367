using System.Text;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// Many programs strip comments from their JSON before they parse it (Coqui TTS, tsconfig, DeepSpeed launchers).
/// Comments are blanked out here, so that places stay true.
/// </summary>
internal static class JsonComments
{
    /// <summary>The text with <c>//</c> and <c>/* */</c> comments outside of strings turned into spaces; null when there are none.</summary>
    public static string? Blank(string text)
    {
        if (text.IndexOf("//", System.StringComparison.Ordinal) < 0 && text.IndexOf("/*", System.StringComparison.Ordinal) < 0)
        {
            return null;
        }

        var result = new StringBuilder(text);
        var inString = false;
        var found = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString)
            {
                i += c == '\\' ? 1 : 0;
                inString = c != '"';
            }
            else if (c == '"')
            {
                inString = true;
            }
            else if (c == '/' && i + 1 < text.Length && text[i + 1] is '/' or '*')
            {
                found = true;
                i = BlankFrom(text, i, result);
            }
        }

        return found ? result.ToString() : null;
    }

    /// <summary>The opening of the first comment, in a text that has one.</summary>
    public static Span First(SourceFile source)
    {
        var blanked = Blank(source.Text) ?? source.Text;
        var at = 0;
        while (at < blanked.Length && blanked[at] == source.Text[at])
        {
            at++;
        }

        return source.SpanOf(at, at + 2);
    }

    private static int BlankFrom(string text, int start, StringBuilder result)
    {
        var isLine = text[start + 1] == '/';
        var end = isLine ? text.IndexOf('\n', start) : text.IndexOf("*/", start + 2, System.StringComparison.Ordinal);
        end = end < 0 ? text.Length : isLine ? end : end + 2;
        for (var i = start; i < end; i++)
        {
            if (text[i] is not ('\n' or '\r'))
            {
                result[i] = ' ';
            }
        }

        return end - 1;
    }
}
