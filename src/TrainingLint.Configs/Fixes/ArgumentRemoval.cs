using System;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Fixes;

/// <summary>Takes a flag with its value out of a command line, with the blank before it; continuations stay.</summary>
internal static class ArgumentRemoval
{
    /// <summary>The change; null where flag and value do not stand side by side on one line.</summary>
    public static TextEdit? Find(SourceFile source, MappingEntry entry)
    {
        var text = source.Text;
        var start = source.OffsetOf(entry.Key.Span.Line, entry.Key.Span.Column);
        while (start > 0 && text[start - 1] == '-')
        {
            start--;
        }

        var key = source.OffsetOf(entry.Key.Span.EndLine, entry.Key.Span.EndColumn);
        var end = Math.Max(key, source.OffsetOf(entry.Value.Span.EndLine, entry.Value.Span.EndColumn));
        var valueStart = Math.Max(key, source.OffsetOf(entry.Value.Span.Line, entry.Value.Span.Column));
        if (end < text.Length && text[end] is '"' or '\'')
        {
            end++;
        }

        var between = text.Substring(key, valueStart - key).Trim(' ', '\t', '=', '"', '\'');
        var isWhole = (start == 0 || text[start - 1] is ' ' or '\t' or '\n')
            && (end == text.Length || text[end] is ' ' or '\t' or '\n' or '\r');
        if (between.Length > 0 || !isWhole || text.IndexOf('\n', start, end - start) >= 0)
        {
            return null;
        }

        if (start > 0 && text[start - 1] == ' ')
        {
            start--;
        }

        return new TextEdit(start, end - start, "");
    }
}
