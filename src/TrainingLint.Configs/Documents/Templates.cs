using System;

namespace TrainingLint.Configs.Documents;

/// <summary>Texts that a program fills in before anybody loads them (Jinja, Helm, Go templates): they are no YAML yet, and need not be.</summary>
internal static class Templates
{
    private const int ManyPlaceholders = 3;

    private static readonly string[] Statements = ["{%", "{#", "{{-", "-}}", "{{.", "{{ ."];

    /// <summary>True when a text holds a statement of a template language, or more placeholders than a slip explains.</summary>
    public static bool IsTemplate(string text)
    {
        if (text.IndexOf("{", StringComparison.Ordinal) < 0)
        {
            return false;
        }

        if (Array.Exists(Statements, statement => text.IndexOf(statement, StringComparison.Ordinal) >= 0))
        {
            return true;
        }

        // GitHub and Azure write ${{ ... }}, which is ordinary text in YAML.
        var found = 0;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0 && found < ManyPlaceholders; at = text.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            var end = text.IndexOf("}}", at + 2, StringComparison.Ordinal);
            found += (at == 0 || text[at - 1] != '$') && end > 0 && text.IndexOf('\n', at, end - at) < 0 ? 1 : 0;
        }

        return found >= ManyPlaceholders;
    }
}
