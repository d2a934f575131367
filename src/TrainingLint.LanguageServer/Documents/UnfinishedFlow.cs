using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>Follows the brackets of YAML, as in <c>{lr: 0.1, betas: [0.9, 0.99]}</c>, up to a position that lies within them.</summary>
internal sealed partial class UnfinishedFlow
{
    private readonly List<Level> _levels = [];
    private readonly StringBuilder _word = new();
    private (int Line, int Column)? _wordStart;
    private char _quote;
    private bool _wasQuoted;

    private UnfinishedFlow(int line, int indentation, string key) => (StartLine, StartIndentation, StartKey) = (line, indentation, key);

    /// <summary>Line of the outermost bracket.</summary>
    public int StartLine { get; }

    /// <summary>Column of the key, or else of the bracket itself.</summary>
    public int StartIndentation { get; }

    /// <summary>Key whose value the outermost bracket is; empty for an element of a list or the document itself.</summary>
    public string StartKey { get; }

    /// <summary>True when the innermost bracket is that of a mapping.</summary>
    public bool IsInMapping => _levels[^1].IsMapping;

    /// <summary>True between quotes.</summary>
    public bool IsInText => _quote != 0;

    /// <summary>True behind a hash.</summary>
    public bool IsInComment { get; private set; }

    /// <summary>The key whose value comes next; null where a key comes.</summary>
    public string? PendingKey => _levels[^1].IsAtValue ? _levels[^1].Key : null;

    /// <summary>Path of the innermost bracket below the outermost one.</summary>
    public string Parent => string.Join('.', _levels.Take(_levels.Count - 1)
        .Select(level => level.IsMapping ? level.Key : level.Index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The brackets that are open at a position; null where none is.</summary>
    public static UnfinishedFlow? At(TextLines lines, Position position)
    {
        UnfinishedFlow? flow = null;
        var scalarIndentation = -1;
        for (var line = 0; line <= position.Line; line++)
        {
            var text = line == position.Line ? lines[line][..System.Math.Min(position.Character, lines[line].Length)] : lines[line];
            var indentation = text.Length - text.TrimStart().Length;
            if (flow is null && (indentation == text.Length || (scalarIndentation >= 0 && indentation > scalarIndentation)))
            {
                continue;
            }

            if (flow is null)
            {
                scalarIndentation = BlockScalar().IsMatch(text) ? indentation : -1;
                flow = Take(text, line);
            }
            else
            {
                flow.TakeLine(text, 0, line);
                flow = flow._levels.Count == 0 ? null : flow;
            }
        }

        return flow;
    }

    /// <summary>Column at which the word that ends at a position starts; null when it starts on an earlier line.</summary>
    public int? WordStart(Position position) => _wordStart is not { } start ? position.Character
        : start.Line == position.Line ? start.Column : null;

    private static UnfinishedFlow? Take(string text, int line)
    {
        if (Opening().Match(text) is not { Success: true } opening)
        {
            return null;
        }

        var (key, bracket) = (opening.Groups["key"], opening.Groups["bracket"]);
        var flow = new UnfinishedFlow(line, key.Success ? key.Index : bracket.Index, key.Value.Trim('"', '\''));
        flow.TakeLine(text, bracket.Index, line);
        return flow._levels.Count == 0 ? null : flow;
    }

    private void TakeLine(string text, int from, int line)
    {
        IsInComment = false;
        for (var at = from; at < text.Length && !IsInComment && (at == from || _levels.Count > 0); at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : ' ';
            if (IsInText)
            {
                TakeInText(text[at]);
            }
            else if (text[at] == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1])))
            {
                IsInComment = true;
            }
            else
            {
                Take(text[at], next, (line, at));
            }
        }
    }

    private void TakeInText(char letter)
    {
        if (letter == _quote)
        {
            (_quote, _wasQuoted) = ('\0', true);
        }
        else
        {
            _word.Append(letter);
        }
    }

    private void Take(char letter, char next, (int Line, int Column) at)
    {
        switch (letter)
        {
            case '{' or '[':
                _levels.Add(new Level(letter == '{'));
                Forget();
                break;
            case '}' or ']':
                _levels.RemoveAt(_levels.Count - 1);
                Forget();
                break;
            case ',':
                (_levels[^1].IsAtValue, _levels[^1].Index) = (false, _levels[^1].Index + 1);
                Forget();
                break;
            case ':' when IsInMapping && !_levels[^1].IsAtValue && (_wasQuoted || char.IsWhiteSpace(next)):
                (_levels[^1].IsAtValue, _levels[^1].Key) = (true, _word.ToString().Trim());
                Forget();
                break;
            case '"' or '\'' when _wordStart is null:
                (_quote, _wordStart) = (letter, (at.Line, at.Column + 1));
                break;
            case ' ' or '\t' when _wordStart is null:
                break;
            default:
                _wordStart ??= at;
                _word.Append(letter);
                break;
        }
    }

    private void Forget()
    {
        _word.Clear();
        (_wordStart, _wasQuoted) = (null, false);
    }

    [GeneratedRegex(@"^\s*(?:- +)*(?:(?<key>[^\s:#\-{\[][^:#]*?)\s*:\s+)?(?:[!&]\S+\s+)*(?<bracket>[\[{])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"(?:^|[\s:\-])\s[|>][+\-]?\d?\s*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BlockScalar();

    private sealed class Level(bool isMapping)
    {
        public bool IsMapping { get; } = isMapping;

        public string Key { get; set; } = "";

        public bool IsAtValue { get; set; }

        public int Index { get; set; }
    }
}
