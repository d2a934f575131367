using System.Text;

namespace TrainingLint.Core.Findings;

/// <summary>Text from a file inside of Markdown, where it must be neither markup, nor HTML, nor a picture, nor a call for a person.</summary>
public static class MarkdownText
{
    // Unseen, and enough to keep a name from being called.
    private const char Divider = '\u200b';

    /// <summary>Running text, in a table or elsewhere.</summary>
    public static string Of(string text)
    {
        var plain = PlainText.Of(text);
        var marked = new StringBuilder(plain.Length + 16);
        foreach (var letter in plain)
        {
            _ = letter switch
            {
                '&' => marked.Append("&amp;"),
                '<' => marked.Append("&lt;"),
                '|' or '*' or '_' or '`' or '[' or '~' or '$' => marked.Append('\\').Append(letter),
                '@' => marked.Append('@').Append(Divider),
                _ => marked.Append(letter),
            };
        }

        return marked.ToString();
    }

    /// <summary>A short text as code, in a table or elsewhere.</summary>
    public static string Code(string text) => "`" + PlainText.Of(text).Replace('`', '\'').Replace("|", "\\|") + "`";

    /// <summary>Text inside of an element of HTML, where Markdown does not count and names still call.</summary>
    public static string Html(string text) =>
        PlainText.Of(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("[", "&#91;").Replace("@", "@" + Divider);
}
