using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Walks the statements of a program. What stands under a condition or in a loop holds there and is unknown behind it;
/// nothing is executed, and a statement that is not understood is left out.
/// </summary>
internal sealed class PythonStatements
{
    private static readonly HashSet<string> Conditions = new(StringComparer.Ordinal) { "if", "elif", "else", "for", "while", "except", "finally", "match", "case", "async" };
    private static readonly HashSet<string> Passive = new(StringComparer.Ordinal) { "pass", "break", "continue", "global", "nonlocal", "del", "raise", "assert", "print" };

    private readonly IReadOnlyList<PythonToken> _tokens;
    private readonly PythonNodes _nodes;
    private readonly PythonExpressions _expressions;
    private readonly PythonProgram _program;
    private readonly PythonAssignments _assignments;
    private readonly PythonBlocks _blocks;
    private readonly string _text;

    private PythonStatements(MappedText text)
    {
        _program = new PythonProgram(text);
        _text = text.Text;
        _tokens = PythonLexer.Cut(_text);
        _nodes = new PythonNodes(text);
        _expressions = new PythonExpressions(_tokens, _nodes) { OnCall = Note };
        _blocks = new PythonBlocks(_program);
        _assignments = new PythonAssignments(_tokens, _nodes, _expressions, _blocks);
    }

    /// <summary>The literal part of a program. Never throws on any text.</summary>
    public static PythonProgram Read(MappedText text)
    {
        var reader = new PythonStatements(text);
        reader.ReadAll();
        return reader._program;
    }

    private void ReadAll()
    {
        FindUnsteadyNames();
        var at = 0;
        while (_tokens[at].Kind != PythonTokenKind.End)
        {
            var end = at;
            while (_tokens[end].Kind != PythonTokenKind.NewLine)
            {
                end++;
            }

            if (end > at)
            {
                ReadLine(at, end);
            }

            at = end + 1;
        }

        _blocks.CloseAll();
    }

    private void FindUnsteadyNames()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < _tokens.Count; i++)
        {
            var startsLine = i == 0 || _tokens[i - 1].Kind == PythonTokenKind.NewLine;
            if (startsLine && _tokens[i].Kind == PythonTokenKind.Name && _tokens[i + 1].Is("=") && IndentOf(_tokens[i].Start) == 0
                && !seen.Add(_tokens[i].Text))
            {
                _program.Module.Unsteady.Add(_tokens[i].Text);
            }
        }
    }

    private void ReadLine(int start, int end)
    {
        _blocks.CloseTo(IndentOf(_tokens[start].Start));
        var first = start;

        // "if x: y = 1" and "a = 1; b = 2" hold several statements in a line.
        while (first < end)
        {
            var stop = EndOfStatement(first, end);
            _expressions.Scope = _blocks.Scope;
            try
            {
                ReadStatement(first, stop);
            }
            catch (PythonSyntaxException)
            {
                // What is not understood says nothing.
            }

            first = stop + 1;
        }
    }

    private int IndentOf(int position)
    {
        var start = position;
        while (start > 0 && _text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        var column = 0;
        for (var i = start; i < position; i++)
        {
            column = _text[i] == '\t' ? (column / 8 * 8) + 8 : column + 1;
        }

        return column;
    }

    // A statement ends at a semicolon, the header of a block at its colon.
    private int EndOfStatement(int start, int end)
    {
        var isHeader = IsHeader(_tokens[start]);
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            var token = _tokens[i];
            if (token.Kind != PythonTokenKind.Operator)
            {
                continue;
            }

            depth += token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;
            if (depth <= 0 && (token.Text == ";" || (isHeader && token.Text == ":" && !IsLambda(start, i))))
            {
                return i;
            }
        }

        return end;
    }

    private bool IsLambda(int start, int colon) => Enumerable.Range(start, colon - start).Any(i => _tokens[i].Is("lambda"));

    private static bool IsHeader(PythonToken token) =>
        token.Kind == PythonTokenKind.Name && (Conditions.Contains(token.Text) || token.Text is "def" or "class" or "with" or "try");

    private void ReadStatement(int start, int end)
    {
        var first = _tokens[start];
        _expressions.At = start;
        var word = first.Kind == PythonTokenKind.Name ? first.Text : "";
        if (word is "import" or "from")
        {
            ReadImport(start, end);
        }
        else if (word is "def" or "class" || (word == "async" && _tokens[start + 1].Is("def")))
        {
            OpenScope(word == "async" ? start + 1 : start, end, IndentOf(first.Start));
        }
        else if (word == "with" || word == "try")
        {
            var isBase = _tokens[start + 1].Is("read_base");
            _blocks.Open(IndentOf(first.Start), isConditional: false, isBase);
            ReadHeader(start, end);
        }
        else if (Conditions.Contains(word) && end < _tokens.Count && _tokens[end].Is(":"))
        {
            _blocks.Open(IndentOf(first.Start), !IsMainGuard(start, end), false);
            ReadHeader(start, end);
        }
        else if (!Passive.Contains(word))
        {
            ReadSimple(start, end, word);
        }
    }

    // if __name__ == "__main__": is what a program is for.
    private bool IsMainGuard(int start, int end) => end - start == 4 && _tokens[start].Is("if") && _tokens[start + 1].Is("__name__");

    private void ReadHeader(int start, int end)
    {
        var isLoop = _tokens[start].Is("for");
        for (var i = start + 1; i < end; i++)
        {
            var isTarget = (isLoop && _tokens[i].Kind == PythonTokenKind.Name && !_tokens[i].Is("in")) || _tokens[i - 1].Is("as");
            isLoop &= !_tokens[i].Is("in");
            if (isTarget && _tokens[i].Kind == PythonTokenKind.Name)
            {
                _blocks.Assign(_tokens[i].Text, null);
            }
        }

        var expression = Enumerable.Range(start, end - start).FirstOrDefault(i => _tokens[i].Is("in"));
        _expressions.At = expression > 0 ? expression + 1 : start + 1;
        if (_expressions.At < end && _expressions.ReadList() is { } over && _tokens[start].Is("for"))
        {
            _blocks.Enter(new PythonLoop(_tokens[start + 1].Text, over, _blocks.Loop));
        }
    }

    private void OpenScope(int start, int end, int indent)
    {
        var isClass = _tokens[start].Is("class");
        var name = start + 1 < end ? _tokens[start + 1].Text : "";
        var scope = new PythonScope(isClass ? PythonScopeKind.Class : PythonScopeKind.Function, name, _blocks.Scope);
        _blocks.Assign(name, null);
        _blocks.Open(indent, scope);
        if (isClass)
        {
            return;
        }

        var depth = 0;
        for (var i = start + 2; i < end; i++)
        {
            depth += _tokens[i].Is("(") || _tokens[i].Is("[") ? 1 : _tokens[i].Is(")") || _tokens[i].Is("]") ? -1 : 0;
            if (depth == 1 && _tokens[i].Kind == PythonTokenKind.Name
                && (_tokens[i - 1].Is("(") || _tokens[i - 1].Is(",") || _tokens[i - 1].Is("*") || _tokens[i - 1].Is("**")))
            {
                scope.Set(_tokens[i].Text, null);
            }
        }
    }

    private void ReadImport(int start, int end)
    {
        var words = _tokens.Skip(start).Take(end - start).Where(token => !token.Is("(") && !token.Is(")")).ToArray();
        var from = "";
        var i = 1;
        if (words[0].Is("from"))
        {
            var import = Array.FindIndex(words, token => token.Is("import"));
            if (import < 2)
            {
                return;
            }

            from = string.Concat(words.Skip(1).Take(import - 1).Select(token => token.Text));
            if (_blocks.InBases)
            {
                _program.Bases.Add(_nodes.Text(from, words[1].Start, words[import - 1].End));
            }

            from += ".";
            i = import + 1;
        }

        while (i < words.Length)
        {
            var next = Array.FindIndex(words, i, token => token.Is(","));
            next = next < 0 ? words.Length : next;
            Import(from, words.Skip(i).Take(next - i).ToArray());
            i = next + 1;
        }
    }

    private void Import(string from, PythonToken[] words)
    {
        if (words.Length == 0)
        {
            return;
        }

        var alias = Array.FindIndex(words, token => token.Is("as"));
        var full = string.Concat(words.Take(alias < 0 ? words.Length : alias).Select(token => token.Text));
        var name = alias > 0 && alias + 1 < words.Length ? words[alias + 1].Text : from.Length > 0 ? full : words[0].Text;
        _expressions.Imports[name] = alias < 0 && from.Length == 0 ? words[0].Text : from + full;
        _blocks.Assign(name, null);
    }

    private void ReadSimple(int start, int end, string word)
    {
        if (word is "return" or "yield")
        {
            _expressions.At = start + 1;
            if (start + 1 < end)
            {
                Keep(_expressions.ReadList(), 0);
            }
        }
        else if (!_assignments.Read(start, end))
        {
            _expressions.At = start;
            _expressions.ReadList();
        }
    }

    // return {...}, and return [optimizer], [{"scheduler": scheduler, ...}]
    private void Keep(ConfigNode returned, int depth)
    {
        if (returned is MappingNode { Tag: null } display)
        {
            _program.Returned.Add((display, _blocks.Scope));
        }
        else if (returned is SequenceNode { Items.Count: > 0 and <= 16 } list && depth < 3)
        {
            if (depth == 0)
            {
                _program.ReturnedLists.Add(list);
            }

            foreach (var item in list.Items)
            {
                Keep(item, depth + 1);
            }
        }
    }

    private void Note(MappingNode node, string name)
    {
        var call = new PythonCall(node, name, _blocks.Scope)
        {
            Loop = _blocks.Loop,
            Receives = name.IndexOf('.') is > 0 and var dot && name.IndexOf('.', dot + 1) < 0
                ? _blocks.Scope.Find(name.Substring(0, dot)) as ConfigNode : null,
        };
        _program.Calls.Add(call);
        _assignments.Apply(call);
    }
}
