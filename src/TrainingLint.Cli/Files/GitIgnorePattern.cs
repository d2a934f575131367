using System;
using System.Text;

namespace TrainingLint.Cli.Files;

/// <summary>One line of a .gitignore, read as git reads it (dir.c).</summary>
internal sealed class GitIgnorePattern
{
    private static readonly char[] Special = ['*', '?', '[', '\\'];

    private readonly byte[] _pattern;
    private readonly int _plain;
    private readonly bool _isName;
    private readonly bool _isDirectory;

    private GitIgnorePattern(string pattern, bool isNegation)
    {
        IsNegation = isNegation;
        _isDirectory = pattern.EndsWith('/');
        var text = _isDirectory ? pattern[..^1] : pattern;
        _isName = !text.Contains('/', StringComparison.Ordinal);
        text = text.StartsWith('/') ? text[1..] : text;
        _pattern = Encoding.UTF8.GetBytes(text);
        var special = text.IndexOfAny(Special);
        _plain = special < 0 ? _pattern.Length : Encoding.UTF8.GetByteCount(text.AsSpan(0, special));
    }

    /// <summary>True for a line that takes paths back in.</summary>
    public bool IsNegation { get; }

    /// <summary>Reads a line; null for one that holds no pattern.</summary>
    public static GitIgnorePattern? Read(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        var text = WithoutTrailingSpaces(line);
        var isNegation = text.StartsWith('!');
        var pattern = isNegation ? text[1..] : text;
        return pattern.Length == 0 ? null : new GitIgnorePattern(pattern, isNegation);
    }

    /// <summary>True when the pattern is about a path.</summary>
    /// <param name="path">The path in UTF-8, relative to the directory of the .gitignore, with slashes.</param>
    /// <param name="isDirectory">True for a directory.</param>
    public bool Fits(ReadOnlySpan<byte> path, bool isDirectory)
    {
        if (_isDirectory && !isDirectory)
        {
            return false;
        }

        var subject = _isName ? path[(path.LastIndexOf((byte)'/') + 1)..] : path;
        if (_plain == _pattern.Length)
        {
            return subject.SequenceEqual(_pattern);
        }

        // In a path, git compares what stands before the first star by itself; two stars behind it then count as leading ones.
        if (_isName)
        {
            return WildMatch.Fits(_pattern, subject, isPath: false);
        }

        return subject.StartsWith(_pattern.AsSpan(0, _plain)) && WildMatch.Fits(_pattern.AsSpan(_plain), subject[_plain..], isPath: true);
    }

    // A space counts at the end of a line only behind a backslash.
    private static string WithoutTrailingSpaces(string line)
    {
        var end = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
                end = Math.Min(i + 1, line.Length);
            }
            else if (line[i] != ' ')
            {
                end = i + 1;
            }
        }

        return line[..end];
    }
}
