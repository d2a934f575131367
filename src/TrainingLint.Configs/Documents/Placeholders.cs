using System;

namespace TrainingLint.Configs.Documents;

/// <summary>Texts that stand for a value which only run time, a launcher or a person supplies.</summary>
internal static class Placeholders
{
    /// <summary>True for <c>auto</c>, question marks, interpolations, environment references, templates and constructed objects.</summary>
    public static bool IsPlaceholder(ScalarNode scalar) =>
        scalar.Tag is { } tag
            && (IsConstructed(tag) || (!tag.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) && !tag.StartsWith("!!", StringComparison.Ordinal)))
        || IsPlaceholder(scalar.Text);

    /// <summary>True for PyYAML's tags of Python objects: the loader calls something and keeps what it returns.</summary>
    public static bool IsConstructed(string tag) => tag.IndexOf("python/", StringComparison.Ordinal) >= 0;

    public static bool IsPlaceholder(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0
            || trimmed is "auto" or "AUTO" or "Auto" or "..."
            || trimmed[0] is '$' or '@' or '%'
            || trimmed.Trim('?').Length == 0
            || (trimmed[0] == '<' && trimmed[trimmed.Length - 1] == '>')
            || trimmed.IndexOf("${", StringComparison.Ordinal) >= 0
            || trimmed.IndexOf("{{", StringComparison.Ordinal) >= 0
            || trimmed.IndexOf("%(", StringComparison.Ordinal) >= 0
            || trimmed.StartsWith("interval(", StringComparison.Ordinal)
            || trimmed.StartsWith("choice(", StringComparison.Ordinal)
            || trimmed.StartsWith("range(", StringComparison.Ordinal)
            || trimmed.StartsWith("tag(", StringComparison.Ordinal)
            || trimmed.StartsWith("shuffle(", StringComparison.Ordinal);
    }

    /// <summary>True for the text that Python users mean as "nothing", which no YAML version reads as null.</summary>
    public static bool IsNone(string text) => text is "None" or "none" or "NONE";

    /// <summary>True for arithmetic such as <c>0.1/8</c>, <c>2**16</c> or <c>lambda</c> expressions, whose value nobody can see.</summary>
    public static bool IsExpression(string text)
    {
        var hasDigit = false;
        var hasOperator = false;
        foreach (var c in text)
        {
            hasDigit |= c is >= '0' and <= '9';
            hasOperator |= c is '*' or '/' or '(' or '+';
        }

        return hasDigit && hasOperator;
    }
}
