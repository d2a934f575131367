using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>
/// The code of a notebook (nbformat 3 and 4) with the place of every character. A notebook that is no JSON, or not that shape,
/// has no code. Lines that start with <c>!</c> or <c>%</c> are commands, not Python.
/// </summary>
internal sealed class NotebookCells
{
    private static readonly Regex Variable = new(@"\{[A-Za-z_][\w.\[\]'()+*/ -]*\}", RegexOptions.CultureInvariant);

    private readonly SourceFile _source;
    private readonly List<(string Type, List<(char Letter, int Offset)> Text)> _cells = [];
    private int _at;

    private NotebookCells(SourceFile source) => _source = source;

    /// <summary>The Python of all code cells.</summary>
    public static MappedText Program(SourceFile source) => Lines(source, isCommand: false);

    /// <summary>The command lines of all code cells, without the sign that marks them.</summary>
    public static MappedText Commands(SourceFile source) => Lines(source, isCommand: true);

    private static MappedText Lines(SourceFile source, bool isCommand)
    {
        var reader = new NotebookCells(source);
        reader.Value(0, null);
        var text = new StringBuilder();
        var offsets = new List<int>();
        foreach (var (_, cell) in reader._cells.Where(cell => cell.Type == "code"))
        {
            var isShell = StartsWith(cell, "%%bash") || StartsWith(cell, "%%sh") || StartsWith(cell, "%%shell");
            var isContinued = false;
            foreach (var line in SplitLines(cell))
            {
                var first = line.FindIndex(letter => letter.Letter is not (' ' or '\t'));
                var isMagic = !isContinued && first >= 0 && line[first].Letter is '!' or '%';
                var isLineOfCommand = isMagic || isShell || isContinued;
                isContinued = isLineOfCommand && !isShell
                    && line.FindLastIndex(letter => !char.IsWhiteSpace(letter.Letter)) is >= 0 and var last && line[last].Letter == '\\';
                if (isLineOfCommand != isCommand)
                {
                    continue;
                }

                var written = isMagic && !(isShell && line[first].Letter == '!') ? line.GetRange(first + 1, line.Count - first - 1)
                    : line;
                foreach (var (letter, offset) in isCommand && !isShell ? WithVariables(written) : written)
                {
                    text.Append(letter);
                    offsets.Add(offset);
                }
            }
        }

        offsets.Add(offsets.Count > 0 ? offsets[offsets.Count - 1] + 1 : 0);
        return new MappedText(source, text.ToString(), offsets);
    }

    // {name} in a command is what a variable of Python holds, which the shell then sees as a word.
    private static List<(char Letter, int Offset)> WithVariables(List<(char Letter, int Offset)> line)
    {
        var text = new string([.. line.Select(letter => letter.Letter)]);
        var result = new List<(char Letter, int Offset)>(line.Count);
        for (var at = 0; at < line.Count; at++)
        {
            var hole = text[at] == '{' && (at == 0 || text[at - 1] != '$') ? Variable.Match(text, at) : Match.Empty;
            if (hole.Success && hole.Index == at)
            {
                result.AddRange("${_}".Select(letter => (letter, line[at].Offset)));
                at += hole.Length - 1;
            }
            else
            {
                result.Add(line[at]);
            }
        }

        return result;
    }

    private static bool StartsWith(List<(char Letter, int Offset)> cell, string lead) =>
        cell.Count >= lead.Length && lead.Select((letter, i) => cell[i].Letter == letter).All(isSame => isSame);

    // Each line with its line break; the last line of a cell gets one.
    private static IEnumerable<List<(char Letter, int Offset)>> SplitLines(List<(char Letter, int Offset)> cell)
    {
        var line = new List<(char Letter, int Offset)>();
        foreach (var letter in cell)
        {
            line.Add(letter);
            if (letter.Letter == '\n')
            {
                yield return line;
                line = [];
            }
        }

        if (line.Count > 0)
        {
            line.Add(('\n', line[line.Count - 1].Offset));
            yield return line;
        }
    }

    // Reads one JSON value; a cell is an object with a cell_type. Returns false where the text is no JSON.
    private bool Value(int depth, string? key)
    {
        SkipBlanks();
        if (_at >= _source.Text.Length || depth > DocumentLimits.Depth)
        {
            return false;
        }

        switch (_source.Text[_at])
        {
            case '{':
                return Object(depth);
            case '[':
                return Array(depth, key);
            case '"':
                return String(null);
            default:
                while (_at < _source.Text.Length && _source.Text[_at] is not (',' or '}' or ']'))
                {
                    _at++;
                }

                return true;
        }
    }

    private bool Object(int depth)
    {
        _at++;
        var type = "";
        var text = new List<(char Letter, int Offset)>();
        while (true)
        {
            SkipBlanks();
            if (Take('}'))
            {
                break;
            }

            var key = new List<(char Letter, int Offset)>();
            if (!String(key))
            {
                return false;
            }

            SkipBlanks();
            if (!Take(':'))
            {
                return false;
            }

            SkipBlanks();
            var name = new string([.. key.Select(letter => letter.Letter)]);
            var isRead = name switch
            {
                "source" or "input" => Source(text),
                "cell_type" => TypeOf(out type),
                _ => Value(depth + 1, name),
            };
            if (!isRead)
            {
                return false;
            }

            SkipBlanks();
            Take(',');
        }

        if (type.Length > 0)
        {
            _cells.Add((type, text));
        }

        return true;
    }

    private bool TypeOf(out string type)
    {
        var letters = new List<(char Letter, int Offset)>();
        var isRead = String(letters);
        type = new string([.. letters.Select(letter => letter.Letter)]);
        return isRead;
    }

    // One string, or a list of lines.
    private bool Source(List<(char Letter, int Offset)> text)
    {
        if (!Take('['))
        {
            return _at < _source.Text.Length && _source.Text[_at] == '"' ? String(text) : Value(0, null);
        }

        while (true)
        {
            SkipBlanks();
            if (Take(']'))
            {
                return true;
            }

            if (!String(text))
            {
                return false;
            }

            SkipBlanks();
            Take(',');
        }
    }

    private bool Array(int depth, string? key)
    {
        _at++;
        while (true)
        {
            SkipBlanks();
            if (Take(']'))
            {
                return true;
            }

            var before = _at;
            if (!Value(depth + 1, key))
            {
                return false;
            }

            SkipBlanks();
            Take(',');
            if (_at == before)
            {
                return false;
            }
        }
    }

    private bool String(List<(char Letter, int Offset)>? into)
    {
        if (!Take('"'))
        {
            return false;
        }

        var text = _source.Text;
        while (_at < text.Length && text[_at] != '"')
        {
            var offset = _at;
            var letter = text[_at++];
            if (letter == '\\' && _at < text.Length)
            {
                letter = text[_at++] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'u' => Unicode(), var other => other };
            }

            into?.Add((letter, offset));
        }

        return Take('"');
    }

    private char Unicode()
    {
        var isRead = _at + 4 <= _source.Text.Length
            & int.TryParse(_source.Text.Substring(_at, System.Math.Min(4, _source.Text.Length - _at)), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture, out var code);
        _at += isRead ? 4 : 0;
        return isRead ? (char)code : '?';
    }

    private bool Take(char letter)
    {
        if (_at >= _source.Text.Length || _source.Text[_at] != letter)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _source.Text.Length && char.IsWhiteSpace(_source.Text[_at]))
        {
            _at++;
        }
    }
}
