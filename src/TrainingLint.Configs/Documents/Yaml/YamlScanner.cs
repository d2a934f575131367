using System.Collections.Generic;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>
/// PyYAML's scanner (<c>yaml/scanner.py</c>), check by check, because that is what nearly every framework reads its configs with, and what it
/// refuses or lets pass differs from the specification in many places. In JSON, tabs are blanks and a key may stand on another line than its colon.
/// </summary>
internal sealed partial class YamlScanner(string text, bool isJson) : YamlCursor(text)
{
    private const int LongestSimpleKey = 1024;

    private readonly List<YamlToken> _tokens = [];
    private readonly List<SimpleKey?> _keys = [null];
    private readonly Stack<int> _indents = [];
    private bool _isDone;
    private int _flowLevel;
    private int _taken;
    private int _indent = -1;
    private bool _allowsKey = true;

    /// <summary>The next token, which stays.</summary>
    /// <exception cref="YamlSyntaxException">The text is refused at its position.</exception>
    public YamlToken Next()
    {
        while (NeedsMore())
        {
            Fetch();
        }

        return _tokens[0];
    }

    /// <summary>The next token, which goes; the end of the stream never does.</summary>
    /// <exception cref="YamlSyntaxException">The text is refused at its position.</exception>
    public YamlToken Take()
    {
        var token = Next();
        if (token.Kind != TokenKind.StreamEnd)
        {
            _tokens.RemoveAt(0);
            _taken++;
        }

        return token;
    }

    private bool NeedsMore()
    {
        if (_isDone)
        {
            return false;
        }

        if (_tokens.Count == 0)
        {
            return true;
        }

        // The first token may turn out to be a key, once its colon is found.
        DropStaleKeys();
        foreach (var key in _keys)
        {
            if (key is { } possible && possible.Token == _taken)
            {
                return true;
            }
        }

        return false;
    }

    private void Fetch()
    {
        SkipToToken();
        DropStaleKeys();
        Unwind(Column);
        var c = Peek();
        if (Index >= Source.Length)
        {
            FetchEnd();
        }
        else if (Column == 0 && c == '%')
        {
            ResetAtMark();
            _tokens.Add(Directive());
        }
        else if (Column == 0 && IsAtDocumentMark())
        {
            ResetAtMark();
            Add(c == '-' ? TokenKind.DocumentStart : TokenKind.DocumentEnd, 3);
        }
        else if (!FetchIndicator(c) && !FetchScalar(c))
        {
            throw Refuse(c == '\t' ? "a tab stands here, which YAML allows neither as indentation nor around values; use spaces" : Found() + " cannot start a value; put the text into quotes");
        }
    }

    private bool FetchIndicator(char c)
    {
        switch (c)
        {
            case '[' or '{':
                StartFlow(c);
                return true;
            case ']' or '}':
                EndFlow(c);
                return true;
            case ',':
                DropKey();
                _allowsKey = true;
                Add(TokenKind.FlowEntry, 1);
                return true;
            case '-' when IsBlankOrEnd(Peek(1)):
                FetchBlockEntry();
                return true;
            case '?' when _flowLevel > 0 || IsBlankOrEnd(Peek(1)):
                FetchKey();
                return true;
            case ':' when _flowLevel > 0 || IsBlankOrEnd(Peek(1)):
                FetchValue();
                return true;
            default:
                return false;
        }
    }

    private bool FetchScalar(char c)
    {
        if (c is '|' or '>' && _flowLevel == 0)
        {
            DropKey();
            _allowsKey = true;
            _tokens.Add(BlockScalar(isFolded: c == '>'));
            return true;
        }

        if (c is not ('*' or '&' or '!' or '\'' or '"') && !StartsPlain(c))
        {
            return false;
        }

        SaveKey();
        _allowsKey = false;
        _tokens.Add(c switch
        {
            '*' => Name(TokenKind.Alias),
            '&' => Name(TokenKind.Anchor),
            '!' => Tag(),
            '\'' or '"' => QuotedScalar(c),
            _ => PlainScalar(),
        });
        return true;
    }

    private bool StartsPlain(char c) =>
        !(IsBlankOrEnd(c)
            || c is '-' or '?' or ':' or ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%'
            or '@' or '`')
        || (!IsBlankOrEnd(Peek(1)) && (c == '-' || (_flowLevel == 0 && c is '?' or ':')));

    private void SkipToToken()
    {
        do
        {
            while (Peek() == ' ' || (isJson && Peek() == '\t'))
            {
                Forward();
            }

            SkipComment();
            if (TakeLineBreak().Length == 0)
            {
                return;
            }

            _allowsKey |= _flowLevel == 0;
        }
        while (true);
    }

    private void FetchEnd()
    {
        Unwind(-1);
        DropKey();
        _allowsKey = false;
        Add(TokenKind.StreamEnd, 0);
        _isDone = true;
    }

    private void ResetAtMark()
    {
        Unwind(-1);
        DropKey();
        _allowsKey = false;
    }

    private void StartFlow(char c)
    {
        // No key of JSON is a list or mapping, so nothing has to be read ahead for it.
        if (!isJson)
        {
            SaveKey();
        }

        _flowLevel++;
        while (_keys.Count <= _flowLevel)
        {
            _keys.Add(null);
        }

        _allowsKey = true;
        Add(c == '[' ? TokenKind.FlowSequenceStart : TokenKind.FlowMappingStart, 1);
    }

    private void EndFlow(char c)
    {
        DropKey();
        if (_flowLevel == 0)
        {
            throw Refuse("'" + c + "' closes what was never opened");
        }

        _flowLevel--;
        _allowsKey = false;
        Add(c == ']' ? TokenKind.FlowSequenceEnd : TokenKind.FlowMappingEnd, 1);
    }

    private void FetchBlockEntry()
    {
        if (_flowLevel == 0)
        {
            if (!_allowsKey)
            {
                throw Refuse("a list item cannot stand here; begin it on a line of its own");
            }

            AddIndent(Column, TokenKind.BlockSequenceStart);
        }

        _allowsKey = true;
        DropKey();
        Add(TokenKind.BlockEntry, 1);
    }

    private void FetchKey()
    {
        if (_flowLevel == 0)
        {
            if (!_allowsKey)
            {
                throw Refuse("a key cannot stand here");
            }

            AddIndent(Column, TokenKind.BlockMappingStart);
        }

        _allowsKey = _flowLevel == 0;
        DropKey();
        Add(TokenKind.Key, 1);
    }

    private void FetchValue()
    {
        if (_keys[_flowLevel] is { } key)
        {
            _keys[_flowLevel] = null;
            _tokens.Insert(key.Token - _taken, new YamlToken(TokenKind.Key, key.Index, key.Index));
            if (_flowLevel == 0 && _indent < key.Column)
            {
                _indents.Push(_indent);
                _indent = key.Column;
                _tokens.Insert(key.Token - _taken, new YamlToken(TokenKind.BlockMappingStart, key.Index, key.Index));
            }

            _allowsKey = false;
        }
        else
        {
            if (_flowLevel == 0)
            {
                if (!_allowsKey)
                {
                    throw Refuse("a second ':' stands in this line; put the value into quotes, or begin a new line");
                }

                AddIndent(Column, TokenKind.BlockMappingStart);
            }

            _allowsKey = _flowLevel == 0;
            DropKey();
        }

        Add(TokenKind.Value, 1);
    }

    private void Add(TokenKind kind, int length)
    {
        var start = Index;
        Forward(length);
        _tokens.Add(new YamlToken(kind, start, Index));
    }

    private void DropStaleKeys()
    {
        if (isJson)
        {
            return;
        }

        for (var level = 0; level < _keys.Count; level++)
        {
            if (_keys[level] is { } key && (key.Line != Line || Points - key.Points > LongestSimpleKey))
            {
                DropKey(level);
            }
        }
    }

    private void SaveKey()
    {
        if (_allowsKey)
        {
            DropKey();
            _keys[_flowLevel] = new SimpleKey(_taken + _tokens.Count, _flowLevel == 0 && _indent == Column, Index, Points, Line, Column);
        }
    }

    private void DropKey() => DropKey(_flowLevel);

    private void DropKey(int level)
    {
        if (_keys[level] is { IsRequired: true } key)
        {
            throw Refuse("a ':' is missing behind what stands here as a key", key.Index);
        }

        _keys[level] = null;
    }

    // Within brackets, indentation means nothing.
    private void Unwind(int column)
    {
        while (_flowLevel == 0 && _indent > column)
        {
            _indent = _indents.Pop();
            Add(TokenKind.BlockEnd, 0);
        }
    }

    private void AddIndent(int column, TokenKind start)
    {
        if (_indent < column)
        {
            _indents.Push(_indent);
            _indent = column;
            Add(start, 0);
        }
    }

    /// <summary>A place where a key may have begun.</summary>
    private sealed record SimpleKey(int Token, bool IsRequired, int Index, int Points, int Line, int Column);
}
