using System.Collections.Generic;

namespace TrainingLint.Configs.Programs;

/// <summary>The distinct words of one source file, found by their characters so that a word met again costs no memory.</summary>
internal sealed class WordTable
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    private readonly List<string> _words = [];
    private readonly List<uint> _hashes = [];
    private readonly List<int> _lines = [];
    private readonly List<int> _keyLines = [];
    private int[] _slots = new int[256];

    /// <summary>Number of distinct words.</summary>
    public int Count => _words.Count;

    /// <summary>A word by its number.</summary>
    public string this[int word] => _words[word];

    /// <summary>The first line on which a word is a name of the program or a string of its own; 0 where it stands in prose only.</summary>
    public int LineOf(int word) => _lines[word];

    /// <summary>The first line on which a word is a string of its own or an attribute, as settings are read; 0 for none.</summary>
    public int KeyLineOf(int word) => _keyLines[word];

    /// <summary>Adds a word.</summary>
    /// <param name="text">The text that holds it.</param>
    /// <param name="start">Its first character.</param>
    /// <param name="length">Its length.</param>
    /// <param name="line">Its line, from 1; 0 for prose.</param>
    /// <param name="isKey">True for a string of its own and for an attribute.</param>
    /// <returns>Its number.</returns>
    public int Add(string text, int start, int length, int line, bool isKey = false)
    {
        var hash = Basis;
        for (var i = start; i < start + length; i++)
        {
            hash = unchecked((hash ^ text[i]) * Prime);
        }

        var mask = _slots.Length - 1;
        var slot = (int)(hash & (uint)mask);
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var known = _slots[slot] - 1;
            if (_hashes[known] == hash && _words[known].Length == length && string.CompareOrdinal(_words[known], 0, text, start,
                length) == 0)
            {
                _lines[known] = _lines[known] == 0 ? line : _lines[known];
                _keyLines[known] = isKey && _keyLines[known] == 0 ? line : _keyLines[known];
                return known;
            }
        }

        _words.Add(text.Substring(start, length));
        _hashes.Add(hash);
        _lines.Add(line);
        _keyLines.Add(isKey ? line : 0);
        _slots[slot] = _words.Count;
        Grow();
        return _words.Count - 1;
    }

    private void Grow()
    {
        if (_words.Count * 2 < _slots.Length)
        {
            return;
        }

        _slots = new int[_slots.Length * 4];
        var mask = _slots.Length - 1;
        for (var word = 0; word < _words.Count; word++)
        {
            var slot = (int)(_hashes[word] & (uint)mask);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = word + 1;
        }
    }
}
