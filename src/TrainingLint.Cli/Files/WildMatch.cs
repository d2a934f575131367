using System;
using System.Text;

namespace TrainingLint.Cli.Files;

/// <summary>
/// Git's patterns for paths, byte for byte as git reads them (wildmatch.c): <c>*</c> and <c>?</c> within a name, <c>**</c> across directories,
/// sets with ranges and classes, and the backslash that makes the next character an ordinary one.
/// </summary>
internal ref struct WildMatch
{
    // Patterns with many stars can be made to try everything; what is not settled by then does not fit.
    private const int MostSteps = 200_000;

    private readonly ReadOnlySpan<byte> _pattern;
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _isPath;
    private int _steps;

    private WildMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool isPath)
    {
        _pattern = pattern;
        _text = text;
        _isPath = isPath;
    }

    private enum Answer
    {
        Fits,
        FitsNot,
        FitsNowhere,
        NeedsTwoStars,
    }

    /// <summary>True when a pattern fits a text in UTF-8.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="isPath">True when slashes part directories, so that one star stays within one.</param>
    public static bool Fits(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool isPath) =>
        new WildMatch(pattern, text, isPath).Match(0, 0) == Answer.Fits;

    private readonly byte At(int p) => p < _pattern.Length ? _pattern[p] : (byte)0;

    private Answer Match(int p, int t)
    {
        var first = p;
        for (; p < _pattern.Length; p++, t++)
        {
            if (++_steps > MostSteps)
            {
                return Answer.FitsNowhere;
            }

            var letter = _pattern[p];
            if (t >= _text.Length && letter != '*')
            {
                return Answer.FitsNowhere;
            }

            switch (letter)
            {
                case (byte)'?':
                    if (_isPath && _text[t] == '/')
                    {
                        return Answer.FitsNot;
                    }

                    break;
                case (byte)'[':
                    if (Set(ref p, _text[t]) is var answer && answer != Answer.Fits)
                    {
                        return answer;
                    }

                    break;
                case (byte)'*':
                    if (Star(first, ref p, ref t) is { } settled)
                    {
                        return settled;
                    }

                    break;
                default:
                    p += letter == '\\' ? 1 : 0;
                    if (_text[t] != At(p))
                    {
                        return Answer.FitsNot;
                    }

                    break;
            }
        }

        return t < _text.Length ? Answer.FitsNot : Answer.Fits;
    }

    // Null when matching goes on behind the slash at which both stand.
    private Answer? Star(int first, ref int p, ref int t)
    {
        var before = p - 1;
        var crosses = !_isPath;
        if (At(++p) == '*')
        {
            while (At(++p) == '*')
            {
            }

            if (_isPath && (before < first || _pattern[before] == '/')
                && (p >= _pattern.Length || At(p) == '/' || (At(p) == '\\' && At(p + 1) == '/')))
            {
                // "a/**/b" fits "a/b" as well.
                if (At(p) == '/' && Match(p + 1, t) == Answer.Fits)
                {
                    return Answer.Fits;
                }

                crosses = true;
            }
        }

        var slash = _text[Math.Min(t, _text.Length)..].IndexOf((byte)'/');
        if (p >= _pattern.Length)
        {
            return crosses || slash < 0 ? Answer.Fits : Answer.NeedsTwoStars;
        }

        if (!crosses && At(p) == '/')
        {
            t += slash;
            return slash < 0 ? Answer.FitsNowhere : null;
        }

        for (; t < _text.Length; t++)
        {
            var rest = Match(p, t);
            if (rest != Answer.FitsNot && (!crosses || rest != Answer.NeedsTwoStars))
            {
                return rest;
            }

            if (rest == Answer.FitsNot && !crosses && _text[t] == '/')
            {
                return Answer.NeedsTwoStars;
            }
        }

        return Answer.FitsNowhere;
    }

    private readonly Answer Set(ref int p, byte letter)
    {
        var isNegated = At(++p) is (byte)'!' or (byte)'^';
        p += isNegated ? 1 : 0;
        var isIn = false;
        byte previous = 0;
        do
        {
            var member = At(p);
            if (p >= _pattern.Length)
            {
                return Answer.FitsNowhere;
            }

            if (member == '\\')
            {
                member = At(++p);
                isIn |= letter == member;
            }
            else if (member == '-' && previous != 0 && p + 1 < _pattern.Length && At(p + 1) != ']')
            {
                p += At(p + 1) == '\\' ? 2 : 1;
                isIn |= letter >= previous && letter <= At(p);
                member = 0;
            }
            else if (member == '[' && At(p + 1) == ':')
            {
                var end = _pattern[(p + 2)..].IndexOf((byte)']') is var length && length < 0 ? -1 : p + 2 + length;
                if (end < 0)
                {
                    return Answer.FitsNowhere;
                }

                if (end > p + 2 && _pattern[end - 1] == ':')
                {
                    if (IsOfClass(Encoding.ASCII.GetString(_pattern[(p + 2)..(end - 1)]), (char)letter) is not { } isOf)
                    {
                        return Answer.FitsNowhere;
                    }

                    (isIn, p, member) = (isIn || isOf, end, (byte)0);
                }
                else
                {
                    isIn |= letter == '[';
                }
            }
            else
            {
                isIn |= letter == member;
            }

            if (p >= _pattern.Length)
            {
                return Answer.FitsNowhere;
            }

            previous = member;
            p++;
        }
        while (At(p) != ']');

        return isIn == isNegated || (_isPath && letter == '/') ? Answer.FitsNot : Answer.Fits;
    }

    private static bool? IsOfClass(string name, char letter) => name switch
    {
        "alnum" => char.IsAsciiLetterOrDigit(letter),
        "alpha" => char.IsAsciiLetter(letter),
        "blank" => letter is ' ' or '\t',
        "cntrl" => letter is < ' ' or '\x7f',
        "digit" => char.IsAsciiDigit(letter),
        "graph" => letter is > ' ' and < '\x7f',
        "lower" => char.IsAsciiLetterLower(letter),
        "print" => letter is >= ' ' and < '\x7f',
        "punct" => letter is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(letter),
        "space" => letter is ' ' or (>= '\t' and <= '\r'),
        "upper" => char.IsAsciiLetterUpper(letter),
        "xdigit" => char.IsAsciiHexDigit(letter),
        _ => null,
    };
}
