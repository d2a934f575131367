using System;
using System.Collections.Generic;
using System.Text;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>The logical lines of a program as a tree: which stands in the body of which. Nothing is evaluated.</summary>
internal sealed class PythonOutline
{
    private const int LongestLine = 4000;

    private static readonly HashSet<string> Headers = new(StringComparer.Ordinal)
    {
        "if", "elif", "else", "for", "while", "with", "try", "except", "finally", "def", "class", "async",
    };

    private readonly MappedText _text;

    private PythonOutline(MappedText text) => _text = text;

    /// <summary>All lines, in order.</summary>
    public List<OutlineLine> Lines { get; } = [];

    /// <summary>The program as written.</summary>
    public string Text => _text.Text;

    /// <summary>The lines of a program. Never throws on any text.</summary>
    public static PythonOutline Of(MappedText text)
    {
        var outline = new PythonOutline(text);
        outline.Read(PythonLexer.Cut(text.Text));
        return outline;
    }

    /// <summary>Where a line stands.</summary>
    public Core.Findings.Place PlaceOf(OutlineLine line)
    {
        var span = _text.SpanOf(line.Start, line.End);
        return new(_text.Source.Path, span.Line, span.Column, span.EndLine, span.EndColumn);
    }

    /// <summary>True when a word occurs in the program, comments included.</summary>
    public bool Mentions(params string[] words) =>
        Array.Exists(words, word => Text.IndexOf(word, StringComparison.Ordinal) >= 0);

    private void Read(IReadOnlyList<PythonToken> tokens)
    {
        var open = new Stack<OutlineLine>();
        for (var at = 0; tokens[at].Kind != PythonTokenKind.End; at++)
        {
            var start = at;
            while (tokens[at].Kind != PythonTokenKind.NewLine)
            {
                at++;
            }

            AddStatements(tokens, start, at, open);
        }
    }

    // a=1;b=2 and if x:a=1 as the lines that they could be.
    private void AddStatements(IReadOnlyList<PythonToken> tokens, int start, int end, Stack<OutlineLine> open)
    {
        var (depth, isHeader, lambdas, indent) = (0, start < end && Headers.Contains(tokens[start].Text), 0, -1);
        for (var i = start; i < end; i++)
        {
            depth += tokens[i].Is("(") || tokens[i].Is("[") || tokens[i].Is("{") ? 1
                : tokens[i].Is(")") || tokens[i].Is("]") || tokens[i].Is("}") ? -1 : 0;
            lambdas += depth == 0 && !tokens[i].Is(":") && tokens[i].Text == "lambda" && tokens[i].Kind == PythonTokenKind.Name ? 1 : 0;
            if (depth != 0)
            {
                continue;
            }

            if (tokens[i].Is(":") && lambdas > 0)
            {
                lambdas--;
            }
            else if (tokens[i].Is(":") && isHeader && i + 1 < end)
            {
                Add(tokens, start, i + 1, open, indent);
                (indent, start, isHeader) = (Lines[Lines.Count - 1].Indent + 1, i + 1, false);
            }
            else if (tokens[i].Is(";"))
            {
                Add(tokens, start, i, open, indent);
                (indent, start) = (Lines.Count > 0 ? Lines[Lines.Count - 1].Indent : indent, i + 1);
            }
        }

        Add(tokens, start, end, open, indent);
    }

    private void Add(IReadOnlyList<PythonToken> tokens, int start, int end, Stack<OutlineLine> open, int told)
    {
        if (end <= start)
        {
            return;
        }

        var indent = told >= 0 ? told : IndentOf(tokens[start].Start);
        while (open.Count > 0 && open.Peek().Indent >= indent)
        {
            open.Pop();
        }

        var line = new OutlineLine(TextOf(tokens, start, end), tokens[start].Text, indent, tokens[start].Start, tokens[end - 1].End,
            open.Count > 0 ? open.Peek() : null, Lines.Count);
        Lines.Add(line);
        if (tokens[end - 1].Is(":"))
        {
            open.Push(line);
        }
    }

    private int IndentOf(int position)
    {
        var column = 0;
        var start = position;
        while (start > 0 && _text.Text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        for (var i = start; i < position; i++)
        {
            column = _text.Text[i] == '\t' ? ((column / 8) + 1) * 8 : column + 1;
        }

        return column;
    }

    // Names apart by one space, texts in single quotes, everything else close together.
    private static string TextOf(IReadOnlyList<PythonToken> tokens, int start, int end)
    {
        var text = new StringBuilder();
        for (var i = start; i < end && text.Length < LongestLine; i++)
        {
            var token = tokens[i];
            if (i > start && IsWord(token) && IsWord(tokens[i - 1]))
            {
                text.Append(' ');
            }

            text.Append(token.Kind is PythonTokenKind.String or PythonTokenKind.OpenString ? "'" + token.Text + "'" : token.Text);
        }

        // A text of a megabyte is one token: no expression is matched against more than this.
        return text.ToString(0, System.Math.Min(text.Length, LongestLine));
    }

    private static bool IsWord(PythonToken token) => token.Kind is not (PythonTokenKind.Operator or PythonTokenKind.NewLine);
}
