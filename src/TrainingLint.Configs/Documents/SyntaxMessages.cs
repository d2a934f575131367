using System;
using TrainingLint.Configs.Formats;
using YamlDotNet.Core;

namespace TrainingLint.Configs.Documents;

/// <summary>Turns the parser's complaints into advice at the place where the mistake is, which is not always where the parser gave up.</summary>
internal static class SyntaxMessages
{
    private const string ConflictStart = "<<<<<<<";

    public static DocumentProblem Explain(YamlException exception, SourceFile source, Span reported)
    {
        if (LineOf(source, 1, reported.Line + 1, line => line.StartsWith(ConflictStart, StringComparison.Ordinal)) is { } conflict)
        {
            return new DocumentProblem(WholeLine(source, conflict), "A merge conflict is left in the file; resolve it.");
        }

        // The parser blames the start of the mapping, or the end of the line before the tab.
        if (source.Format != ConfigFormats.Json && (exception.Message.Contains("tab") || IsIndentedWithTab(source.Line(reported.Line))) && LineOf(source, reported.Line, source.LineCount, IsIndentedWithTab) is { } tab)
        {
            var column = source.Line(tab).IndexOf('\t') + 1;
            return new DocumentProblem(new Span(tab, column, tab, column + 1), "Indented with a tab, which YAML forbids; use spaces.");
        }

        return new DocumentProblem(reported, "Not valid " + source.Format.Name + ": " + Sentence(exception.InnerException?.Message ?? exception.Message));
    }

    private static int? LineOf(SourceFile source, int first, int last, Func<string, bool> isMeant)
    {
        for (var number = first; number <= Math.Min(last, source.LineCount); number++)
        {
            if (isMeant(source.Line(number)))
            {
                return number;
            }
        }

        return null;
    }

    private static Span WholeLine(SourceFile source, int number) => new(number, 1, number, source.Line(number).Length + 1);

    private static bool IsIndentedWithTab(string line) => line.IndexOf('\t', 0, IndentOf(line)) >= 0;

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ', '\t').Length;

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
