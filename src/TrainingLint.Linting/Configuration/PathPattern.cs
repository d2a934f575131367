using System;
using System.Collections.Generic;
using System.Globalization;

namespace TrainingLint.Linting.Configuration;

/// <summary>
/// A path pattern as .editorconfig writes it: <c>*</c>, <c>**</c>, <c>?</c>, <c>[...]</c>, <c>{a,b}</c> and <c>{1..9}</c>. It is
/// read while it is compared and keeps nothing but its text, so that thousands of them cost no memory.
/// </summary>
public sealed class PathPattern
{
    /// <summary>Longest pattern that is understood, in characters; a longer one fits nothing.</summary>
    public const int MostCharacters = 1024;

    private readonly string _pattern;
    private readonly bool _isAnchored;
    private readonly Dictionary<int, Group>? _groups;
    private readonly bool _isMalformed;

    /// <summary>A pattern; without a slash it is about names at any depth, with one about paths from the directory it belongs to.</summary>
    public PathPattern(string text)
    {
        Text = text;
        _isAnchored = text.IndexOf('/') >= 0;
        _pattern = text.TrimStart('/');
        _isMalformed = _pattern.Length > MostCharacters;
        if (!_isMalformed && _pattern.IndexOf('{') >= 0)
        {
            _groups = Groups(_pattern, out _isMalformed);
        }
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True when it fits a path that is relative to its directory, with slashes. A malformed pattern fits nothing.</summary>
    public bool Fits(string relativePath)
    {
        if (_isMalformed)
        {
            return false;
        }

        var match = new Match(_pattern, _groups, relativePath);
        if (match.From(0, 0))
        {
            return true;
        }

        for (var at = 0; !_isAnchored && at < relativePath.Length; at++)
        {
            if (relativePath[at] == '/' && match.From(0, at + 1))
            {
                return true;
            }
        }

        return false;
    }

    // Where braces open, divide and close. One that nothing closes stands for itself, unless another pair closes behind it.
    private static Dictionary<int, Group> Groups(string pattern, out bool isMalformed)
    {
        var groups = new Dictionary<int, Group>();
        var open = new Stack<Group>();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is var end && end > i + 1:
                    i = end;
                    break;
                case '{' when pattern.IndexOf('}', i + 1) is var end && end > 0:
                    i = Open(groups, open, i, new Group { Range = RangeOf(pattern.Substring(i + 1, end - i - 1)), End = end });
                    break;
                case ',' when open.Count > 0:
                    open.Peek().Starts.Add(i + 1);
                    groups.Add(i, open.Peek());
                    break;
                case '}' when open.Count > 0:
                    open.Peek().End = i;
                    groups.Add(i, open.Pop());
                    break;
            }
        }

        isMalformed = open.Count > 0;
        return groups;
    }

    // A range is passed as a whole; of alternatives, the first one follows.
    private static int Open(Dictionary<int, Group> groups, Stack<Group> open, int at, Group group)
    {
        groups.Add(at, group);
        if (group.Range is not null)
        {
            return group.End;
        }

        group.Starts.Add(at + 1);
        open.Push(group);
        return at;
    }

    private static (int First, int Last)? RangeOf(string braces)
    {
        var dots = braces.IndexOf("..", StringComparison.Ordinal);
        return dots > 0
            && int.TryParse(braces.Substring(0, dots), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(braces.Substring(dots + 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last)
            && last >= first ? (first, last) : null;
    }

    /// <summary>A pair of braces: where its alternatives start and the last one ends, or the numbers that it stands for.</summary>
    private sealed class Group
    {
        public List<int> Starts { get; } = [];

        public int End { get; set; }

        public (int First, int Last)? Range { get; init; }
    }

    // One comparison. Where the pattern branches, what has failed is remembered, so that the work is bounded by the product of the lengths.
    private sealed class Match(string pattern, Dictionary<int, Group>? groups, string path)
    {
        private HashSet<(int, int)>? _failed;

        public bool From(int at, int to)
        {
            while (at < pattern.Length)
            {
                if (groups is not null && groups.TryGetValue(at, out var group))
                {
                    if (pattern[at] == '{')
                    {
                        return Branches(at, to, group);
                    }

                    at = group.End + 1;
                    continue;
                }

                if (pattern[at] == '*')
                {
                    return Repeats(at, to);
                }

                if (to == path.Length || !Single(ref at, path[to]))
                {
                    return false;
                }

                to++;
            }

            return to == path.Length;
        }

        private bool Branches(int at, int to, Group group)
        {
            if (_failed?.Contains((at, to)) == true)
            {
                return false;
            }

            foreach (var start in group.Starts)
            {
                if (From(start, to))
                {
                    return true;
                }
            }

            return (group.Range is { } range && Numbers(to, group.End + 1, range)) || Fail(at, to);
        }

        private bool Numbers(int to, int next, (int First, int Last) range)
        {
            const int MostDigits = 11;
            for (var length = 1; length <= MostDigits && to + length <= path.Length; length++)
            {
                if (int.TryParse(path.Substring(to, length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= range.First && number <= range.Last
                    && number.ToString(CultureInfo.InvariantCulture).Length == length && From(next, to + length))
                {
                    return true;
                }
            }

            return false;
        }

        private bool Repeats(int at, int to)
        {
            if (_failed?.Contains((at, to)) == true)
            {
                return false;
            }

            var isDeep = at + 1 < pattern.Length && pattern[at + 1] == '*';
            var next = at + (isDeep ? 2 : 1);

            // "a/**/b" fits "a/b" as well.
            if (isDeep && next < pattern.Length && pattern[next] == '/' && (at == 0 || pattern[at - 1] == '/') && From(next + 1, to))
            {
                return true;
            }

            for (var end = to; ; end++)
            {
                if (From(next, end))
                {
                    return true;
                }

                if (end == path.Length || (!isDeep && path[end] == '/'))
                {
                    return Fail(at, to);
                }
            }
        }

        private bool Fail(int at, int to)
        {
            (_failed ??= []).Add((at, to));
            return false;
        }

        // One letter against one part of the pattern, which is then passed.
        private bool Single(ref int at, char letter)
        {
            switch (pattern[at])
            {
                case '?':
                    at++;
                    return letter != '/';
                case '[' when pattern.IndexOf(']', at + 1) is var end && end > at + 1:
                    var isNegated = pattern[at + 1] == '!';
                    var start = at + (isNegated ? 2 : 1);
                    at = end + 1;
                    return Holds(pattern, start, end, letter) != isNegated;
                case '\\' when at + 1 < pattern.Length:
                    at += 2;
                    return pattern[at - 1] == letter;
                default:
                    return pattern[at++] == letter;
            }
        }

        // A set stands in the pattern from a position up to another one.
        private static bool Holds(string pattern, int start, int end, char letter)
        {
            for (var i = start; i < end; i++)
            {
                var isRange = i + 2 < end && pattern[i + 1] == '-';
                if (isRange ? letter >= pattern[i] && letter <= pattern[i + 2] : letter == pattern[i])
                {
                    return true;
                }

                i += isRange ? 2 : 0;
            }

            return false;
        }
    }
}
