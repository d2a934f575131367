using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>
/// Statements of a POSIX or bash script. Tolerant: what is no shell is read as far as it looks like it. Never throws.
/// </summary>
internal sealed class ShellParser
{
    private const int DeepestNesting = 60;

    // Hydra's overrides: data.train_batch_size=512, +trainer.x=1.
    private static readonly Regex DottedSetting = new(@"^\+{0,2}[a-z_]\w*(?:\.\w+)+=", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Declarations = new(StringComparer.Ordinal) { "export", "declare", "local", "readonly", "typeset" };

    private readonly ShellLexer _lexer;
    private readonly ScriptText _text;
    private ShellToken _token;
    private ShellToken? _lineEnd;
    private int _depth;

    private ShellParser(ScriptText text)
    {
        _text = text;
        _lexer = new ShellLexer(text);
        _token = _lexer.Next();
    }

    /// <summary>The statements of a script, and the index of a quote that never ends (−1 when all do).</summary>
    public static IReadOnlyList<Statement> Parse(ScriptText text, out int unterminated)
    {
        var parser = new ShellParser(text);
        var statements = parser.ParseList();
        unterminated = parser._lexer.Unterminated < 0 ? -1 : text.OffsetOf(parser._lexer.Unterminated);
        return statements;
    }

    /// <summary>True for an override in Hydra's manner, such as <c>data.train_batch_size=512</c>.</summary>
    public static bool IsDottedSetting(string text) => DottedSetting.IsMatch(text);

    private void Advance() => _token = _lexer.Next();

    private bool IsOperator(string text) => _token.Kind == TokenKind.Operator && _token.Text == text;

    private bool IsWord(params string[] texts) =>
        _token.Kind == TokenKind.Word && _token.Word!.Bare is { } bare && Array.IndexOf(texts, bare) >= 0;

    // Up to one of the words or operators, which stays; to the end of the text without any.
    private List<Statement> ParseList(params string[] until)
    {
        var statements = new List<Statement>();
        SimpleCommand? cut = null;
        while (_token.Kind != TokenKind.End
            && !(IsWord(until) || (_token.Kind == TokenKind.Operator && Array.IndexOf(until, _token.Text) >= 0)))
        {
            var before = _lexer.At;
            if (_token.Kind == TokenKind.Newline || (_token.Kind == TokenKind.Operator && _token.Text is ";" or "&" or ")" or ";;" or "|" or "&&" or "||"))
            {
                Advance();
                continue;
            }

            _lineEnd = null;
            var statement = ParseAndOr();
            if (First(statement) is { Words.Count: > 0, Assignments.Count: 0 } lost && LooksLikeArgument(lost.Words[0], cut is not null)
                && (cut ?? WithoutContinuation(statements)) is { Cut: { } known } shortened)
            {
                cut = shortened;
                cut.Cut = Longer(known, lost);
            }
            else
            {
                cut = CutBehind(statement);
                statements.Add(statement);
            }

            if (_lexer.At == before && _token.Kind != TokenKind.End)
            {
                Advance();
            }
        }

        return statements;
    }

    // The last command of a statement, when the line ends in a way that does not go on as meant.
    private SimpleCommand? CutBehind(Statement statement)
    {
        if (_lineEnd?.Cut is not { } why || Last(statement) is not { } last)
        {
            return null;
        }

        var (kind, at) = why;
        last.Cut = new CutShort(kind, _text.OffsetOf(at), -1, -1);
        return last;
    }

    private static CutShort Longer(CutShort known, SimpleCommand lost) => known with
    {
        LostStart = known.LostStart < 0 ? lost.Start : known.LostStart,
        LostEnd = lost.End,
        Words = [.. known.Words, .. lost.Words],
    };

    // No program is called --lr or optim.lr=0.1; one called -x needs a line before it that is meant to go on.
    private static bool LooksLikeArgument(ShellWord word, bool isExpected) =>
        word.Parts.Count > 0 && word.Parts[0] is LiteralPart { IsQuoted: false, Text: { Length: > 1 } text }
        && (text[0] == '-' ? text.Length > 2 && text[1] == '-' && char.IsLetter(text[2]) || (isExpected && char.IsLetter(text[1]))
            : DottedSetting.IsMatch(text));

    private static SimpleCommand? WithoutContinuation(List<Statement> statements)
    {
        if (statements.Count == 0 || Last(statements[statements.Count - 1]) is not { Words.Count: > 0, End: > 0, Cut: null } last)
        {
            return null;
        }

        last.Cut = new CutShort(CutKind.NoContinuation, last.End - 1, -1, -1);
        return last;
    }

    private static SimpleCommand? First(Statement statement) => statement switch
    {
        SimpleCommand simple => simple,
        AndOr both => First(both.Left),
        Block { Body.Count: > 0 } block => First(block.Body[0]),
        _ => null,
    };

    private static SimpleCommand? Last(Statement statement) => statement switch
    {
        SimpleCommand simple => simple,
        AndOr both => Last(both.Right),
        Block { Body.Count: > 0 } block => Last(block.Body[block.Body.Count - 1]),
        _ => null,
    };

    private Statement ParseAndOr()
    {
        var left = ParsePipeline();
        while (IsOperator("&&") || IsOperator("||"))
        {
            var isAnd = _token.Text == "&&";
            Advance();
            SkipNewlines();
            left = new AndOr(left, isAnd, ParsePipeline());
        }

        return left;
    }

    private Statement ParsePipeline()
    {
        while (IsWord("!"))
        {
            Advance();
        }

        var first = ParseCommand();
        if (!IsOperator("|") && !IsOperator("|&"))
        {
            return first;
        }

        var commands = new List<Statement> { first };
        while (IsOperator("|") || IsOperator("|&"))
        {
            Advance();
            SkipNewlines();
            commands.Add(ParseCommand());
        }

        return new Block(commands);
    }

    private void SkipNewlines()
    {
        while (_token.Kind == TokenKind.Newline)
        {
            Advance();
        }
    }

    private Statement ParseCommand()
    {
        if (++_depth > DeepestNesting)
        {
            _depth--;
            return ParseSimple();
        }

        var statement = IsOperator("(") ? ParseParentheses()
            : IsWord("if") ? ParseIf()
            : IsWord("for", "select") ? ParseFor()
            : IsWord("while", "until") ? ParseWhile()
            : IsWord("case") ? ParseCase()
            : IsWord("function") ? ParseFunction()
            : IsWord("{") ? ParseBraces()
            : ParseSimple();
        _depth--;
        return statement;
    }

    private Statement ParseParentheses()
    {
        if (_text[_lexer.At] == '(')
        {
            _lexer.SkipArithmetic();
            Advance();
            return new Block([]);
        }

        Advance();
        var body = ParseList(")");
        Take(")");
        SkipRedirections();
        return new Block(body);
    }

    private Statement ParseBraces()
    {
        Advance();
        var body = ParseList("}");
        Take("}");
        SkipRedirections();
        return new Block(body);
    }

    private Statement ParseIf()
    {
        var arms = new List<(IReadOnlyList<Statement>?, IReadOnlyList<Statement>)>();
        var hasElse = false;
        do
        {
            Advance();
            var condition = ParseList("then", "fi");
            Take("then");
            arms.Add((condition, ParseList("elif", "else", "fi")));
        }
        while (IsWord("elif"));

        if (IsWord("else"))
        {
            Advance();
            arms.Add((null, ParseList("fi")));
            hasElse = true;
        }

        Take("fi");
        SkipRedirections();
        return new Choice(arms, hasElse);
    }

    private Statement ParseFor()
    {
        Advance();
        var name = _token.Word?.Bare ?? "";
        if (IsOperator("("))
        {
            // for ((i = 0; …)): how often is nobody's business here.
            _lexer.SkipArithmetic();
        }

        Advance();
        SkipNewlines();
        List<ShellWord>? words = null;
        if (IsWord("in"))
        {
            Advance();
            words = [];
            while (_token.Kind == TokenKind.Word)
            {
                words.Add(_token.Word!);
                Advance();
            }
        }

        return new ForLoop(name, words, ParseBody());
    }

    private Statement ParseWhile()
    {
        Advance();
        ParseList("do", "done");
        return new WhileLoop(ParseBody());
    }

    private List<Statement> ParseBody()
    {
        while (_token.Kind == TokenKind.Newline || IsOperator(";"))
        {
            Advance();
        }

        Take("do");
        var body = ParseList("done");
        Take("done");
        SkipRedirections();
        return body;
    }

    private Statement ParseCase()
    {
        Advance();
        while (_token.Kind != TokenKind.End && !IsWord("in"))
        {
            Advance();
        }

        Advance();
        var arms = new List<(IReadOnlyList<Statement>?, IReadOnlyList<Statement>)>();
        var hasDefault = false;
        while (_token.Kind != TokenKind.End && !IsWord("esac"))
        {
            // The pattern with its brackets.
            while (_token.Kind != TokenKind.End && !IsOperator(")") && !IsWord("esac"))
            {
                hasDefault |= IsWord("*");
                Advance();
            }

            if (IsWord("esac"))
            {
                break;
            }

            Take(")");
            arms.Add((null, ParseList(";;", ";&", ";;&", "esac")));
            while (_token.Kind == TokenKind.Newline || IsOperator(";;") || IsOperator(";&") || IsOperator(";;&"))
            {
                Advance();
            }
        }

        Take("esac");
        SkipRedirections();
        return new Choice(arms, hasDefault);
    }

    private Statement ParseFunction()
    {
        Advance();
        var name = _token.Word?.Bare ?? "";
        Advance();
        if (IsOperator("("))
        {
            Advance();
            Take(")");
        }

        SkipNewlines();
        return new FunctionDefinition(name, [ParseCommand()]);
    }

    private void Take(string text)
    {
        if (IsWord(text) || IsOperator(text))
        {
            Advance();
        }
    }

    private void SkipRedirections()
    {
        while (_token.Kind == TokenKind.Operator && IsRedirection(_token.Text))
        {
            Advance();
            if (_token.Kind == TokenKind.Word)
            {
                Advance();
            }
        }
    }

    private static bool IsRedirection(string text) => text is "<" or ">" or ">>" or "<&" or ">&" or "<>" or ">|" or "&>" or "&>>" or "<<<" or "<<" or "<<-";

    private Statement ParseSimple()
    {
        var assignments = new List<Assignment>();
        var words = new List<ShellWord>();
        HereDocument? document = null;
        ShellWord? input = null;
        var start = _text.OffsetOf(_token.Start);
        var end = start;
        while (true)
        {
            if (_token.Kind == TokenKind.Word)
            {
                var word = _token.Word!;
                end = Math.Max(end, word.End);
                if ((words.Count == 0 || (words[0].Bare is { } declaration && Declarations.Contains(declaration)))
                    && AssignmentIn(word) is { } assignment)
                {
                    assignments.Add(assignment);
                }
                else
                {
                    words.Add(word);
                }

                Advance();
            }
            else if (_token.Kind == TokenKind.Operator && IsRedirection(_token.Text))
            {
                document = _token.Document ?? document;
                var isText = _token.Text == "<<<";
                var isDocument = _token.Document is not null;
                Advance();
                if (!isDocument && _token.Kind == TokenKind.Word)
                {
                    input = isText ? _token.Word : input;
                    Advance();
                }
            }
            else if (IsOperator("(") && words.Count == 1 && assignments.Count == 0 && words[0].Bare is { } name)
            {
                Advance();
                Take(")");
                SkipNewlines();
                return new FunctionDefinition(name, [ParseCommand()]);
            }
            else
            {
                break;
            }
        }

        if (_token.Kind == TokenKind.Newline)
        {
            _lineEnd = _token;
        }

        return new SimpleCommand(assignments, words, start, end) { Input = input, Document = document };
    }

    private Assignment? AssignmentIn(ShellWord word)
    {
        if (word.Parts.Count == 0 || word.Parts[0] is not LiteralPart { IsQuoted: false, Text: var text, Offset: var offset })
        {
            return null;
        }

        var equals = text.IndexOf('=');
        var isAppend = equals > 0 && text[equals - 1] == '+';
        var name = equals > 0 ? text.Substring(0, isAppend ? equals - 1 : equals) : "";
        var bracket = name.IndexOf('[');
        if (name.Length == 0 || !IsName(bracket > 0 ? name.Substring(0, bracket) : name))
        {
            return null;
        }

        // An element of an array, or of a table, is no variable that is followed.
        if (bracket > 0)
        {
            return new Assignment(name.Substring(0, bracket), true, null, null);
        }

        if (equals == text.Length - 1 && word.Parts.Count == 1 && _text[_lexer.At] == '(')
        {
            return new Assignment(name, isAppend, null, _lexer.ReadArray());
        }

        var parts = new List<WordPart>();
        if (equals + 1 < text.Length)
        {
            parts.Add(new LiteralPart(text.Substring(equals + 1), offset < 0 ? -1 : offset + equals + 1, false));
        }

        for (var i = 1; i < word.Parts.Count; i++)
        {
            parts.Add(word.Parts[i]);
        }

        return new Assignment(name, isAppend, new ShellWord(parts, offset < 0 ? word.Start : offset + equals + 1, word.End), null);
    }

    private static bool IsName(string text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return text.Length > 0 && text[0] is not (>= '0' and <= '9');
    }
}
