using System;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>Turns the parser's complaints into advice at the place where the mistake is, which is not always where the parser gave up.</summary>
internal static class SyntaxMessages
{
    private const string ConflictStart = "<<<<<<<";

    public static DocumentProblem Explain(YamlSyntaxException refused, SourceFile source, string formatName)
    {
        var (line, column) = source.PositionOf(Math.Min(refused.Position, source.Text.Length));
        if (ConflictBefore(source, line + 1) is { } conflict)
        {
            return new DocumentProblem(new Span(conflict, 1, conflict, source.Line(conflict).Length + 1), "A merge conflict is left in the file; resolve it.");
        }

        var text = source.Line(line);
        var span = source.SpanOf(refused.Position, refused.Position + 1);
        if (column <= text.Length && text[column - 1] == '\t' && text.Substring(0, column).Trim(' ', '\t').Length == 0)
        {
            return new DocumentProblem(span, "Indented with a tab, which YAML forbids; use spaces.");
        }

        return new DocumentProblem(span, refused.IsLimit
            ? char.ToUpperInvariant(refused.Message[0]) + refused.Message.Substring(1) + "."
            : "Not valid " + formatName + ": " + refused.Message + ".");
    }

    private static int? ConflictBefore(SourceFile source, int last)
    {
        for (var number = 1; number <= Math.Min(last, source.LineCount); number++)
        {
            if (source.Line(number).StartsWith(ConflictStart, StringComparison.Ordinal))
            {
                return number;
            }
        }

        return null;
    }
}
