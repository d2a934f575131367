using System.Globalization;
using System.Text.RegularExpressions;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// Types of plain scalars, by the implicit resolvers of PyYAML (<c>yaml/resolver.py</c>), of OmegaConf (<c>omegaconf/_utils.py</c>)
/// and, for YAML 1.2, of ruamel.yaml (<c>resolver.py</c>), which is what programs read it with.
/// </summary>
internal static class ScalarResolver
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly LazyRegex Float11 = new(
        @"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$", Options);

    private static readonly LazyRegex FloatWithExponents = new(
        @"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+][0-9]+)?)$", Options);

    private static readonly LazyRegex Float12 = new(
        @"^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+][0-9]+)?)$", Options);

    /// <summary>What JSON writes, and what people mean by a number whatever the schema.</summary>
    private static readonly LazyRegex CommonFloat = new(@"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", Options);

    // 1_000 means a thousand; in 1.0e_8 the underscore is a slip, and nobody can say of what.
    private static readonly LazyRegex GroupSeparator = new("(?<=[0-9])_(?=[0-9])", Options);

    private static readonly LazyRegex Date = new(@"^[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)$", Options);

    private static readonly LazyRegex Sexagesimal = new(@"^[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$", Options);

    public static ScalarValue Resolve(ScalarNode node, ScalarSchema schema)
    {
        if (node.Tag is { } tag)
        {
            return ResolveTagged(node.Text, tag, schema);
        }

        return node.Style == ScalarStyle.Quoted ? ScalarValue.Text : ResolvePlain(node.Text, schema);
    }

    public static ScalarValue ResolvePlain(string text, ScalarSchema schema)
    {
        if (text.Length == 0)
        {
            return ScalarValue.Null;
        }

        var first = text[0];
        if (first is (>= '0' and <= '9') or '-' or '+' or '.' || (schema == ScalarSchema.Toml && text is "inf" or "nan"))
        {
            return ResolveNumber(text, schema);
        }

        if (schema == ScalarSchema.Json && PythonJsonFloat(text) is { } special)
        {
            return new(ScalarKind.Float, special);
        }

        return text.Length <= 5 ? ResolveWord(text, schema) ?? ScalarValue.Text : ScalarValue.Text;
    }

    private static ScalarValue ResolveTagged(string text, string tag, ScalarSchema schema) => tag switch
    {
        "tag:yaml.org,2002:float" or "!!float" => AnyNumber(text) is { } number ? new(ScalarKind.Float, number) : ScalarValue.Text,
        "tag:yaml.org,2002:int" or "!!int" => AnyNumber(text) is { } number ? new(ScalarKind.Integer, number) : ScalarValue.Text,
        "tag:yaml.org,2002:bool" or "!!bool" => ResolveWord(text, schema) ?? ScalarValue.Text,
        "tag:yaml.org,2002:null" or "!!null" => ScalarValue.Null,
        _ => ScalarValue.Text,
    };

    private static ScalarValue? ResolveWord(string text, ScalarSchema schema) => text switch
    {
        _ when schema == ScalarSchema.Python => text switch
        {
            "True" => Boolean(true),
            "False" => Boolean(false),
            "None" => ScalarValue.Null,
            _ => null,
        },
        "true" => Boolean(true),
        "false" => Boolean(false),
        "null" => ScalarValue.Null,
        _ when schema is ScalarSchema.Json or ScalarSchema.Toml => null,
        "~" or "Null" or "NULL" => ScalarValue.Null,
        "True" or "TRUE" => Boolean(true),
        "False" or "FALSE" => Boolean(false),
        _ when schema == ScalarSchema.Yaml12 => null,
        "yes" or "Yes" or "YES" or "on" or "On" or "ON" => Boolean(true),
        "no" or "No" or "NO" or "off" or "Off" or "OFF" => Boolean(false),
        _ => null,
    };

    private static ScalarValue Boolean(bool value) => new(ScalarKind.Boolean, value ? 1 : 0);

    private static ScalarValue ResolveNumber(string text, ScalarSchema schema)
    {
        if (schema is ScalarSchema.Python or ScalarSchema.Toml)
        {
            return ResolveLiteral(text);
        }

        if ((schema == ScalarSchema.Json ? PythonJsonFloat(text) : SpecialFloat(text)) is { } special)
        {
            return new(ScalarKind.Float, special);
        }

        if (Integer(text, schema) is { } integer)
        {
            return new(ScalarKind.Integer, integer);
        }

        var pattern = schema switch
        {
            ScalarSchema.Yaml11 => Float11,
            ScalarSchema.Json => CommonFloat,
            ScalarSchema.Yaml12 => Float12,
            _ => FloatWithExponents,
        };
        if (pattern.IsMatch(text) && Parse(text) is { } number)
        {
            return new(ScalarKind.Float, number);
        }

        // OmegaConf takes the dates out of PyYAML's resolver, ruamel.yaml the numbers to base 60.
        return schema is ScalarSchema.Yaml11 or ScalarSchema.Yaml11WithExponents && Sexagesimal.IsMatch(text) ? FromSexagesimal(text)
            : schema is ScalarSchema.Yaml11 or ScalarSchema.Yaml12 && Date.IsMatch(text) ? new(ScalarKind.Date, double.NaN)
            : ScalarValue.Text;
    }

    // Both languages group digits with underscores and write whole numbers to other bases with a letter.
    private static ScalarValue ResolveLiteral(string text)
    {
        var digits = GroupSeparator.Replace(text, "");
        return digits.IndexOf('_') >= 0 ? ScalarValue.Text
            : Integer(digits, ScalarSchema.Yaml12) is { } integer ? new(ScalarKind.Integer, integer)
            : CommonFloat.IsMatch(digits) && Parse(digits) is { } number ? new(ScalarKind.Float, number)
            : digits is "inf" or "+inf" ? new(ScalarKind.Float, double.PositiveInfinity)
            : digits is "nan" or "+nan" or "-nan" ? new(ScalarKind.Float, double.NaN)
            : digits is "-inf" ? new(ScalarKind.Float, double.NegativeInfinity)
            : ScalarValue.Text;
    }

    /// <summary>The number that a person means by a text, whatever the schema; null for anything else.</summary>
    public static double? AnyNumber(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        var digits = GroupSeparator.Replace(trimmed, "");
        return digits.IndexOf('_') >= 0 ? null
            : SpecialFloat(digits) ?? Integer(digits, ScalarSchema.Yaml12) ?? (CommonFloat.IsMatch(digits) ? Parse(digits) : null);
    }

    private static double? SpecialFloat(string text) => text switch
    {
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        _ => null,
    };

    // No JSON, but what Python's json module writes and reads.
    private static double? PythonJsonFloat(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => null,
    };

    private static double? Integer(string text, ScalarSchema schema)
    {
        var sign = text[0] == '-' ? -1 : 1;
        var digits = text[0] is '-' or '+' ? text.Substring(1) : text;
        if (digits.Length == 0 || digits[0] is not (>= '0' and <= '9'))
        {
            return null;
        }

        var is11 = schema is ScalarSchema.Yaml11 or ScalarSchema.Yaml11WithExponents;
        if (digits.Length > 2 && digits[0] == '0' && schema != ScalarSchema.Json)
        {
            switch (digits[1])
            {
                case 'x':
                    return sign * InBase(digits.Substring(2), 16);
                case 'o' when !is11:
                    return sign * InBase(digits.Substring(2), 8);
                case 'b':
                    return sign * InBase(digits.Substring(2), 2);
            }
        }

        foreach (var c in digits)
        {
            if (c is not (>= '0' and <= '9') && (c != '_' || schema == ScalarSchema.Json))
            {
                return null;
            }
        }

        // PyYAML: a leading zero means octal, and 08 is not an octal number, so it stays text there.
        return is11 && digits.Length > 1 && digits[0] == '0' ? sign * InBase(digits, 8) : Parse(text);
    }

    private static double? InBase(string digits, int radix)
    {
        var value = 0.0;
        foreach (var c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            var digit = c is >= '0' and <= '9' ? c - '0'
                : char.ToLowerInvariant(c) is >= 'a' and <= 'f' and var letter ? letter - 'a' + 10 : 99;
            if (digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return value;
    }

    private static ScalarValue FromSexagesimal(string text)
    {
        var value = 0.0;
        foreach (var part in text.TrimStart('-', '+').Replace("_", "").Split(':'))
        {
            value = (value * 60) + double.Parse(part, CultureInfo.InvariantCulture);
        }

        return new(text.IndexOf('.') >= 0 ? ScalarKind.Float : ScalarKind.Integer, text[0] == '-' ? -value : value);
    }

    private static double? Parse(string text) =>
        double.TryParse(text.IndexOf('_') >= 0 ? text.Replace("_", "") : text, NumberStyles.Float, CultureInfo.InvariantCulture,
            out var value) ? value : null;
}
