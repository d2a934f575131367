using System;

namespace TrainingLint.Cli.Reports;

/// <summary>Text that Markdown must not take for markup.</summary>
internal static class Markdown
{
    /// <summary>Text for a cell of a table.</summary>
    public static string Cell(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal)
        .Replace("@", "@\u200b", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");

    /// <summary>A short text as code, in a table or elsewhere.</summary>
    public static string Code(string text) => "`" + text.Replace("`", "'", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ") + "`";
}
