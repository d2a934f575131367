using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Word,
    Operator,
    Newline,
    End,
}

/// <summary>A token of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The operator; empty for others.</param>
/// <param name="Word">The word; null for others.</param>
/// <param name="Start">Index in the text.</param>
internal sealed record ShellToken(TokenKind Kind, string Text, ShellWord? Word, int Start)
{
    /// <summary>For the end of a line that its author wanted to continue: why it ends nevertheless, and where.</summary>
    public (CutKind Kind, int At)? Cut { get; init; }

    /// <summary>The body of a here-document, once its line has ended.</summary>
    public HereDocument? Document { get; init; }
}

/// <summary>A here-document: its body comes with the lines behind the command.</summary>
internal sealed class HereDocument
{
    public ShellWord? Body { get; set; }
}

/// <summary>Takes a POSIX or bash script apart into tokens (POSIX.1-2017, Shell Command Language, 2.2 and 2.3; bash's arrays and <c>&lt;&lt;&lt;</c>). Never throws.</summary>
internal sealed class ShellLexer(ScriptText text)
{
    private static readonly string[] Operators =
        ["<<<", "<<-", "&>>", ";;&", "&&", "||", ";;", ";&", "<<", ">>", "<&", ">&", "<>", ">|", "&>", "|&", ";", "&", "|", "<", ">", "(", ")"];

    private readonly WordReader _words = new(text);
    private readonly Queue<(HereDocument Document, string Delimiter, bool IsLiteral, bool StripsTabs)> _documents = new();
    private int _at;

    /// <summary>Index at which a quote begins that never ends; −1 when all do.</summary>
    public int Unterminated => _words.Unterminated;

    /// <summary>Index of the next character.</summary>
    public int At => _at;

    public ShellToken Next()
    {
        var isContinued = SkipBlanks(out var cut);
        if (_at >= text.Length)
        {
            return new(TokenKind.End, "", null, _at);
        }

        var c = text[_at];
        if (c == '#')
        {
            cut ??= isContinued ? (CutKind.Comment, _at) : null;
            SkipLine();
            c = text[_at];
        }

        if (_at >= text.Length)
        {
            return new(TokenKind.End, "", null, _at);
        }

        if (c is '\n' or '\r')
        {
            cut ??= isContinued ? (CutKind.EmptyLine, _at) : null;
            return EndLine(cut);
        }

        return ReadOperator() ?? ReadWord();
    }

    /// <summary>The words of an array, from its opening bracket on.</summary>
    public IReadOnlyList<ShellWord> ReadArray()
    {
        var words = new List<ShellWord>();
        _at++;
        while (true)
        {
            var token = Next();
            if (token.Kind == TokenKind.Word)
            {
                words.Add(token.Word!);
            }
            else if (token.Kind == TokenKind.End || token is { Kind: TokenKind.Operator, Text: ")" })
            {
                return words;
            }
        }
    }

    /// <summary>Skips an arithmetic command, from behind its opening brackets on.</summary>
    public void SkipArithmetic()
    {
        var end = text.Text.IndexOf("))", _at, StringComparison.Ordinal);
        _at = end < 0 ? text.Length : end + 2;
    }

    // True when a line has been continued on the way.
    private bool SkipBlanks(out (CutKind, int)? cut)
    {
        cut = null;
        var isContinued = false;
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t')
            {
                _at++;
            }
            else if (text[_at] == '\\' && text[_at + 1] is '\n' or '\r')
            {
                _at = BehindLineBreak(_at + 1);
                isContinued = true;
            }
            else if (text[_at] == '\\' && EndsLine(_at + 1) is { } end)
            {
                // The backslash escapes a blank, so the line ends here.
                cut = (CutKind.BehindContinuation, _at);
                _at = end;
                return false;
            }
            else
            {
                break;
            }
        }

        return isContinued;
    }

    // The end of the line when only blanks, or blanks and a comment, stand before it.
    private int? EndsLine(int from)
    {
        var at = from;
        while (text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at == from)
        {
            return null;
        }

        if (text[at] == '#')
        {
            while (at < text.Length && text[at] is not ('\n' or '\r'))
            {
                at++;
            }
        }

        return at >= text.Length || text[at] is '\n' or '\r' ? at : null;
    }

    private ShellToken EndLine((CutKind, int)? cut)
    {
        var start = _at;
        _at = BehindLineBreak(_at);
        while (_documents.Count > 0)
        {
            ReadDocument(_documents.Dequeue());
        }

        return new(TokenKind.Newline, "", null, start) { Cut = cut };
    }

    private int BehindLineBreak(int at) => text[at] == '\r' && text[at + 1] == '\n' ? at + 2 : at + 1;

    private void SkipLine()
    {
        while (_at < text.Length && text[_at] is not ('\n' or '\r'))
        {
            _at++;
        }
    }

    private ShellToken? ReadOperator()
    {
        var start = _at;
        var at = _at;
        while (text[at] is >= '0' and <= '9')
        {
            at++;
        }

        // 2> and 2>&1 name a stream; 2 alone is a word.
        at = text[at] is '<' or '>' ? at : _at;
        foreach (var candidate in Operators)
        {
            if (string.CompareOrdinal(text.Text, at, candidate, 0, candidate.Length) == 0)
            {
                if (candidate is "<" or ">" && text[at + 1] == '(')
                {
                    return null;
                }

                _at = at + candidate.Length;
                return candidate is "<<" or "<<-" ? Announce(start, candidate) : new(TokenKind.Operator, candidate, null, start);
            }
        }

        return null;
    }

    private ShellToken Announce(int start, string operation)
    {
        SkipBlanks(out _);
        var word = _words.Read(ref _at);
        var document = new HereDocument();
        var delimiter = "";
        var isLiteral = false;
        foreach (var part in word.Parts)
        {
            delimiter += part is LiteralPart literal ? literal.Text : "";
            isLiteral |= part.IsQuoted;
        }

        _documents.Enqueue((document, delimiter, isLiteral, operation == "<<-"));
        return new(TokenKind.Operator, operation, null, start) { Document = document };
    }

    private void ReadDocument((HereDocument Document, string Delimiter, bool IsLiteral, bool StripsTabs) pending)
    {
        var start = _at;
        while (_at < text.Length)
        {
            var lineStart = _at;
            SkipLine();
            var line = text.Text.Substring(lineStart, _at - lineStart);
            var end = lineStart;
            _at = _at < text.Length ? BehindLineBreak(_at) : _at;
            if ((pending.StripsTabs ? line.TrimStart('\t') : line) == pending.Delimiter)
            {
                pending.Document.Body = _words.Document(start, end, pending.IsLiteral);
                return;
            }
        }

        pending.Document.Body = _words.Document(start, text.Length, pending.IsLiteral);
    }

    private ShellToken ReadWord()
    {
        var start = _at;
        var word = _words.Read(ref _at);
        if (_at == start)
        {
            // A character that begins nothing, such as a stray bracket, stands for itself.
            _at++;
            word = new ShellWord([new LiteralPart(text.Text.Substring(start, 1), text.OffsetOf(start), false)], text.OffsetOf(start),
                text.OffsetOf(start) + 1);
        }

        return new(TokenKind.Word, "", word, start);
    }
}
