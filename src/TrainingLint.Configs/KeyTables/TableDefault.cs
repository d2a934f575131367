using System.Globalization;

namespace TrainingLint.Configs.KeyTables;

/// <summary>Makes values of the defaults of a table, which stand there as in YAML.</summary>
internal static class TableDefault
{
    /// <summary>A number, flag or text; null where there is no default, and for the default that is none. Lists stay text.</summary>
    public static object? Read(string? text)
    {
        if (text is null or "null")
        {
            return null;
        }

        if (text is "true" or "false")
        {
            return text == "true";
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : text.Length > 1 && text[0] == '"' ? text.Substring(1, text.Length - 2).Replace("\\\"", "\"").Replace("\\\\", "\\")
            : text;
    }
}
