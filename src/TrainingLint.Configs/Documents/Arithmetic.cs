using System;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// The arithmetic that HyperPyYAML computes: <c>+ - * / // % **</c> and brackets over numbers, with Python's precedence.
/// Anything else, a leading minus included, is text there and null here.
/// </summary>
internal sealed class Arithmetic
{
    private const int LongestText = 200;

    private readonly string _text;
    private int _at;
    private int _depth;

    private Arithmetic(string text) => _text = text;

    /// <summary>The value of an expression; null for everything that is none, a single number included.</summary>
    public static double? Evaluate(string text)
    {
        if (text.Length > LongestText || text.IndexOfAny(['+', '-', '*', '/', '%']) < 0)
        {
            return null;
        }

        var reader = new Arithmetic(text);
        return reader.Sum() is { } value && reader.Rest.Length == 0 && !double.IsNaN(value) && !double.IsInfinity(value) ? value : null;
    }

    private string Rest => _text.Substring(_at).TrimStart();

    private double? Sum()
    {
        var value = Product();
        while (value is not null && (Takes("+") ? '+' : Takes("-") ? '-' : (char?)null) is { } sign)
        {
            var right = Product();
            value = sign == '+' ? value + right : value - right;
        }

        return value;
    }

    private double? Product()
    {
        var value = Power();
        while (value is not null)
        {
            if (Takes("//"))
            {
                value = Power() is { } divisor && divisor != 0 ? Math.Floor(value.Value / divisor) : null;
            }
            else if (Takes("/"))
            {
                value = Power() is { } divisor && divisor != 0 ? value.Value / divisor : null;
            }
            else if (Takes("%"))
            {
                // Python's remainder takes the sign of the divisor.
                value = Power() is { } divisor && divisor != 0 ? value.Value - (divisor * Math.Floor(value.Value / divisor)) : null;
            }
            else if (Takes("*"))
            {
                value *= Power();
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private double? Power()
    {
        var value = Atom();
        return value is not null && Takes("**") ? Power() is { } exponent ? Math.Pow(value.Value, exponent) : null : value;
    }

    private double? Atom()
    {
        if (Takes("("))
        {
            var value = ++_depth > DocumentLimits.Depth ? null : Sum();
            return Takes(")") ? value : null;
        }

        SkipBlanks();
        var start = _at;
        while (_at < _text.Length && (char.IsDigit(_text[_at]) || _text[_at] is '.' or 'e' or 'E' or '_' || IsExponentSign(start)))
        {
            _at++;
        }

        var number = _text.Substring(start, _at - start);
        return number.Length > 0 && (char.IsDigit(number[0]) || number[0] == '.') ? ScalarResolver.AnyNumber(number) : null;
    }

    private bool IsExponentSign(int start) => _at > start && _text[_at] is '+' or '-' && _at > start && _text[_at - 1] is 'e' or 'E';

    private bool Takes(string sign)
    {
        SkipBlanks();
        var isThere = string.CompareOrdinal(_text, _at, sign, 0, sign.Length) == 0
            && !(sign == "*" && _at + 1 < _text.Length && _text[_at + 1] == '*');
        _at += isThere ? sign.Length : 0;
        return isThere;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }
}
