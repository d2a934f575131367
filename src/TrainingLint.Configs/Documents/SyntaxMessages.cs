using System;
using YamlDotNet.Core;

namespace TrainingLint.Configs.Documents;

/// <summary>Turns the parser's complaints into advice.</summary>
internal static class SyntaxMessages
{
    public static DocumentProblem Explain(YamlException exception, Span span, SourceFile source) =>
        !source.IsJson && TabAfter(exception, span.Line, source) is { } tab
            ? new DocumentProblem(tab, "Indented with a tab, which YAML forbids; use spaces.")
            : new DocumentProblem(span, Explain(exception, source));

    // The parser reports the value before the tab, which may stand lines above it.
    private static Span? TabAfter(YamlException exception, int from, SourceFile source)
    {
        for (var number = from; exception.Message.IndexOf("tab character", StringComparison.Ordinal) >= 0 && number <= source.LineCount; number++)
        {
            var line = source.Line(number);
            var tab = line.IndexOf('\t');
            if (tab >= 0 && line.Substring(0, tab).Trim().Length == 0)
            {
                return new Span(number, tab + 1, number, tab + 2);
            }
        }

        return null;
    }

    private static string Explain(YamlException exception, SourceFile source)
    {
        var line = source.Line((int)exception.Start.Line);
        var kind = source.IsJson ? "JSON" : "YAML";
        if (line.StartsWith("<<<<<<<", StringComparison.Ordinal) || line.StartsWith(">>>>>>>", StringComparison.Ordinal) || line.StartsWith("=======", StringComparison.Ordinal))
        {
            return "A merge conflict is left in the file; resolve it.";
        }

        var indent = line.Length - line.TrimStart().Length;
        if (!source.IsJson && line.Substring(0, indent).IndexOf('\t') >= 0)
        {
            return "Indented with a tab, which YAML forbids; use spaces.";
        }

        return "Not valid " + kind + ": " + Sentence(exception.InnerException?.Message ?? exception.Message);
    }

    // The parser prefixes its messages with "(Line: 1, Col: 2, Idx: 3) - (...): ", which the finding's place already says.
    private static string Sentence(string message)
    {
        var start = message.LastIndexOf("): ", StringComparison.Ordinal);
        var text = (start >= 0 ? message.Substring(start + 3) : message).Trim();
        if (text.Length == 0)
        {
            return "the text cannot be parsed here.";
        }

        var first = char.ToLowerInvariant(text[0]) + text.Substring(1);
        return first.EndsWith(".", StringComparison.Ordinal) ? first : first + ".";
    }
}
