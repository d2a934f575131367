using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>The logical lines of a program as a tree: which stands in the body of which. Nothing is evaluated.</summary>
internal sealed class PythonOutline
{
    private const int LongestLine = 4000;

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

            if (at > start)
            {
                Add(tokens, start, at, open);
            }
        }
    }

    private void Add(IReadOnlyList<PythonToken> tokens, int start, int end, Stack<OutlineLine> open)
    {
        var indent = IndentOf(tokens[start].Start);
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

        return text.ToString();
    }

    private static bool IsWord(PythonToken token) => token.Kind is not (PythonTokenKind.Operator or PythonTokenKind.NewLine);
}

/// <summary>A logical line of a program.</summary>
/// <param name="Text">What it says, without comments and blanks that mean nothing.</param>
/// <param name="Word">Its first word.</param>
/// <param name="Indent">How far it is indented.</param>
/// <param name="Start">Where it starts in the program.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Parent">The header of the block that it stands in; null at the top.</param>
/// <param name="Index">Its number among all lines.</param>
internal sealed record OutlineLine(string Text, string Word, int Indent, int Start, int End, OutlineLine? Parent, int Index)
{
    /// <summary>The headers around it, the innermost first.</summary>
    public IEnumerable<OutlineLine> Around
    {
        get
        {
            for (var at = Parent; at is not null; at = at.Parent)
            {
                yield return at;
            }
        }
    }

    /// <summary>The header of the function that it stands in; null outside of all.</summary>
    public OutlineLine? Function => Around.FirstOrDefault(line => line.IsFunction);

    /// <summary>The headers of the loops around it in its function, the innermost first.</summary>
    public IEnumerable<OutlineLine> Loops => Around.TakeWhile(line => !line.IsFunction && line.Word != "class")
        .Where(line => line.Word is "for" or "while");

    /// <summary>True for the header of a function.</summary>
    public bool IsFunction => Word == "def" || Text.StartsWith("async def ", StringComparison.Ordinal);

    /// <summary>True for a line in the body of another, however deep.</summary>
    public bool IsIn(OutlineLine header) => Around.Any(line => ReferenceEquals(line, header));
}
