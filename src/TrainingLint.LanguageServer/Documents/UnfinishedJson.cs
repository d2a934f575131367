using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>Follows JSON letter by letter as far as it goes, to know where its end lies.</summary>
internal sealed class UnfinishedJson
{
    private readonly List<Level> _levels = [];
    private readonly StringBuilder _text = new();
    private bool _isEscaped;
    private int _textStart;

    /// <summary>True between quotes.</summary>
    public bool IsInText { get; private set; }

    /// <summary>True when the innermost bracket that is open is that of an object.</summary>
    public bool IsInObject => _levels.Count > 0 && _levels[^1].IsObject;

    /// <summary>The key whose value comes next; null where a key comes.</summary>
    public string? PendingKey => IsInObject && _levels[^1].IsAtValue ? _levels[^1].Key : null;

    /// <summary>Path of the innermost object.</summary>
    public string Parent =>
        string.Join('.',
            _levels.Take(_levels.Count - 1)
                .Select(level => level.IsObject ? level.Key : level.Index.ToString(CultureInfo.InvariantCulture)));

    public void Take(char letter, int at)
    {
        if (IsInText)
        {
            TakeInText(letter);
            return;
        }

        var level = _levels.Count > 0 ? _levels[^1] : null;
        switch (letter)
        {
            case '"':
                (IsInText, _textStart) = (true, at + 1);
                _text.Clear();
                break;
            case '{' or '[':
                _levels.Add(new Level(letter == '{'));
                break;
            case '}' or ']' when level is not null:
                _levels.RemoveAt(_levels.Count - 1);
                break;
            case ':' when level is not null:
                level.IsAtValue = true;
                break;
            case ',' when level is not null:
                level.IsAtValue = false;
                level.Index++;
                break;
        }
    }

    /// <summary>Where the word that ends at an offset starts.</summary>
    public int WordStart(string text, int end)
    {
        if (IsInText)
        {
            return _textStart;
        }

        var start = end;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-' or '.'))
        {
            start--;
        }

        return start;
    }

    private void TakeInText(char letter)
    {
        if (_isEscaped)
        {
            _text.Append(letter);
            _isEscaped = false;
        }
        else if (letter == '\\')
        {
            _isEscaped = true;
        }
        else if (letter == '"')
        {
            IsInText = false;
            if (IsInObject && !_levels[^1].IsAtValue)
            {
                _levels[^1].Key = _text.ToString();
            }
        }
        else
        {
            _text.Append(letter);
        }
    }

    private sealed class Level(bool isObject)
    {
        public bool IsObject { get; } = isObject;

        public string Key { get; set; } = "";

        public bool IsAtValue { get; set; }

        public int Index { get; set; }
    }
}
