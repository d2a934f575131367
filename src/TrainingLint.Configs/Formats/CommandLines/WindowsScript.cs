using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>
/// Commands of Windows scripts: <c>.bat</c> and <c>.cmd</c> with <c>^</c>, <c>%X%</c> and <c>set</c>, PowerShell with its backtick and <c>$X</c>.
/// Blocks and conditions are not followed: what they assign is unknown.
/// </summary>
internal sealed class WindowsScript(string text, bool isPowerShell)
{
    private const int MostInvocations = 200;

    private readonly ShellVariables _variables = new();
    private readonly List<Invocation> _invocations = [];
    private int _at;

    /// <summary>The commands of a script.</summary>
    public static IReadOnlyList<Invocation> Run(string text, bool isPowerShell)
    {
        var script = new WindowsScript(text, isPowerShell);
        while (script._at < text.Length && script._invocations.Count < MostInvocations)
        {
            script.ReadStatement();
        }

        return script._invocations;
    }

    private char Now => _at < text.Length ? text[_at] : '\0';

    private char Then => _at + 1 < text.Length ? text[_at + 1] : '\0';

    private char Continuation => isPowerShell ? '`' : '^';

    private void ReadStatement()
    {
        var words = new List<Argument>();
        var start = _at;
        while (_at < text.Length && ReadWord(words))
        {
        }

        if (words.Count == 0)
        {
            return;
        }

        var first = words[0].Text.TrimStart('@').ToLowerInvariant();
        if (!isPowerShell && first is "rem" || first.StartsWith("::", StringComparison.Ordinal) || first is "echo" or "write-host")
        {
            return;
        }

        if (!isPowerShell && first == "set")
        {
            Assign(words);
        }
        else if (isPowerShell && words.Count >= 3 && words[0].Pieces.Count == 1 && words[1].Text == "="
            && VariableName(words[0].Pieces[0].Text) is { } name)
        {
            _variables.Set(name, words.Count == 3 ? new ShellValue(words[2].Pieces) : ShellValue.Unknown(name));
        }
        else
        {
            var command = words.SkipWhile(word => word.Text is "call" or "&" or "@").ToList();
            if (command.Count > 0)
            {
                _invocations.Add(new Invocation(command, Math.Max(start, command[0].Start), words[words.Count - 1].End));
            }
        }
    }

    // ${X} and ${env:X} as ReadReference leaves them where nothing is assigned yet.
    private static string? VariableName(string reference) =>
        reference.StartsWith("${", StringComparison.Ordinal) && reference.EndsWith("}", StringComparison.Ordinal)
            ? reference.Substring(2, reference.Length - 3).ToLowerInvariant() : null;

    // set X=v and set "X=v"; set /a and set /p are not followed.
    private void Assign(List<Argument> words)
    {
        var rest = words.Skip(1).SelectMany((word, i) => i > 0 ? [new Piece(" ", -1), .. word.Pieces] : word.Pieces).ToArray();
        var joined = new Argument(rest, words[0].Start, words[words.Count - 1].End);
        var equals = joined.Text.IndexOf('=');
        var name = equals > 0 ? joined.Text.Substring(0, equals).Trim().ToLowerInvariant() : "";
        if (name.Length > 0 && name[0] != '/')
        {
            _variables.Set(name, new ShellValue(joined.From(equals + 1).Pieces));
        }
        else if (name.Length > 0 && name.IndexOf(' ') is > 0 and var blank)
        {
            _variables.Set(name.Substring(blank + 1).Trim(), ShellValue.Unknown(name.Substring(blank + 1).Trim()));
        }
    }

    // False at the end of the statement.
    private bool ReadWord(List<Argument> words)
    {
        SkipBlanks();
        if (EndsStatement())
        {
            return false;
        }

        var isComment = words.Count == 0 && !isPowerShell && (StartsComment("rem") || StartsComment("@rem") || Now == ':');
        if ((isPowerShell && Now == '#') || isComment)
        {
            SkipLine();
            return false;
        }

        var pieces = new List<Piece>();
        var start = _at;
        while (_at < text.Length && Now is not (' ' or '\t' or '\n' or '\r') && !EndsStatement() && !IsContinuation())
        {
            ReadPart(pieces, ref start);
        }

        if (_at == start && pieces.Count == 0)
        {
            _at++;
            return true;
        }

        words.Add(new Argument(pieces, start, _at));
        return true;
    }

    private void ReadPart(List<Piece> pieces, ref int start)
    {
        if (Now == '"' || (isPowerShell && Now == '\''))
        {
            var quote = Now;
            _at++;
            while (_at < text.Length && Now != quote && Now is not ('\n' or '\r'))
            {
                ReadCharacter(pieces, isQuoted: true, isLiteral: quote == '\'');
            }

            _at = Now == quote ? _at + 1 : _at;
            if (pieces.Count == 0)
            {
                pieces.Add(new Piece("", _at) { IsQuoted = true });
            }
        }
        else
        {
            ReadCharacter(pieces, isQuoted: false, isLiteral: false);
        }
    }

    private void ReadCharacter(List<Piece> pieces, bool isQuoted, bool isLiteral)
    {
        if (!isLiteral && ReadReference() is { } value)
        {
            pieces.AddRange(value.Pieces.Select(piece => piece with { IsQuoted = isQuoted }));
            return;
        }

        if (Now == Continuation && !isQuoted && Then != '\0')
        {
            _at++;
        }

        var last = pieces.Count > 0 ? pieces[pieces.Count - 1] : default;
        if (pieces.Count > 0 && last is { IsKnown: true } && last.Offset >= 0 && last.Offset + last.Text.Length == _at
            && last.IsQuoted == isQuoted)
        {
            pieces[pieces.Count - 1] = last with { Text = last.Text + Now };
        }
        else
        {
            pieces.Add(new Piece(Now.ToString(), _at) { IsQuoted = isQuoted });
        }

        _at++;
    }

    private ShellValue? ReadReference()
    {
        var name = new StringBuilder();
        var at = _at;
        if (!isPowerShell && Now is '%' or '!' && (Then is '~' or '*' || char.IsDigit(Then)))
        {
            _at += 2;
            while (text[_at - 1] != '*' && _at < text.Length && (char.IsLetterOrDigit(Now) || Now is '~'))
            {
                _at++;
            }

            return ShellValue.Unknown("argument");
        }

        if (!isPowerShell && Now is '%' or '!')
        {
            var end = text.IndexOf(Now, _at + 1);
            if (end < 0 || end == _at + 1 || text.IndexOfAny([' ', '\n', '"', '='], _at, end - _at) >= 0)
            {
                return null;
            }

            name.Append(text, _at + 1, end - _at - 1);
            _at = end + 1;
            var key = name.ToString().Split(':')[0].ToLowerInvariant();
            return name.ToString().IndexOf(':') >= 0 ? ShellValue.Unknown(key) : _variables[key] ?? ShellValue.Unknown(key);
        }

        if (!isPowerShell || Now != '$')
        {
            return null;
        }

        at++;
        var isBraced = at < text.Length && text[at] == '{';
        at += isBraced ? 1 : 0;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or ':'))
        {
            name.Append(text[at++]);
        }

        if (name.Length == 0)
        {
            return null;
        }

        _at = isBraced && at < text.Length && text[at] == '}' ? at + 1 : at;
        var variable = name.ToString().ToLowerInvariant();
        var isAssigned = text.Substring(_at, Math.Min(8, text.Length - _at)).TrimStart() is { Length: > 0 } next && next[0] == '='
            && !next.StartsWith("==", StringComparison.Ordinal);
        return isAssigned ? ShellValue.Unknown(variable) : _variables[variable] ?? ShellValue.Unknown(variable);
    }

    private bool StartsComment(string word) =>
        string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (_at + word.Length >= text.Length || text[_at + word.Length] is ' ' or '\t' or '\n' or '\r');

    private bool IsContinuation() => Now == Continuation && Then is '\n' or '\r' && Now == Continuation;

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (Now is ' ' or '\t')
            {
                _at++;
            }
            else if (IsContinuation())
            {
                _at++;
                _at += Now == '\r' && Then == '\n' ? 2 : 1;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipLine()
    {
        while (_at < text.Length && Now is not ('\n' or '\r'))
        {
            _at++;
        }
    }

    private bool EndsStatement()
    {
        switch (Now)
        {
            case '\n' or '\r' or '|' or ';' when Now != ';' || isPowerShell:
            case '&' when !isPowerShell:
                _at++;
                return true;
            case '>' or '<':
                SkipLine();
                return true;
            default:
                return false;
        }
    }
}
