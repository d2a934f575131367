using System.Text.RegularExpressions;

namespace TrainingLint.DocGenerator;

/// <summary>The little Markdown that the pages need.</summary>
internal static partial class Markdown
{
    /// <summary>Text in a cell of a table.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|").Replace("\n", " ");

    /// <summary>A block of code. Examples carry no fences of their own.</summary>
    public static string Fence(string language, string code) => $"```{language}\n{code.ReplaceLineEndings("\n").TrimEnd('\n')}\n```\n";

    /// <summary>A source, with papers linked.</summary>
    public static string Source(string source) => Paper().Replace(source, "[arXiv:$1](https://arxiv.org/abs/$1)");

    [GeneratedRegex(@"arXiv:(\d{4}\.\d{4,5})", RegexOptions.CultureInvariant)]
    private static partial Regex Paper();
}
