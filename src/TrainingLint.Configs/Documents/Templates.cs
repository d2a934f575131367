using System;

namespace TrainingLint.Configs.Documents;

/// <summary>
/// Texts that a program fills in before anybody loads them (Jinja, Helm, Go templates): they are no YAML yet, and need not be.
/// What stands in a quoted or a block scalar is a value, such as the chat template of a tokenizer, and tells nothing of the file.
/// </summary>
internal static class Templates
{
    private const int ManyPlaceholders = 3;

    private static readonly string[] Statements = ["{%", "{#"];

    private static readonly string[] Marks = ["{{-", "-}}", "{{.", "{{ ."];

    /// <summary>True when a line of a text is a statement of a template language, or there are more placeholders than a slip explains.</summary>
    public static bool IsTemplate(string text)
    {
        if (text.IndexOf("{", StringComparison.Ordinal) < 0)
        {
            return false;
        }

        var placeholders = 0;
        foreach (var line in new UnquotedLines(text))
        {
            var written = line.TrimStart();
            if (Array.Exists(Statements, statement => written.StartsWith(statement, StringComparison.Ordinal))
                || Array.Exists(Marks, mark => written.IndexOf(mark, StringComparison.Ordinal) >= 0))
            {
                return true;
            }

            placeholders += Placeholders(written);
            if (placeholders >= ManyPlaceholders)
            {
                return true;
            }
        }

        return false;
    }

    // GitHub and Azure write ${{ ... }}, which is ordinary text in YAML.
    private static int Placeholders(string line)
    {
        var found = 0;
        for (var at = line.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = line.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            found += (at == 0 || line[at - 1] != '$') && line.IndexOf("}}", at + 2, StringComparison.Ordinal) > 0 ? 1 : 0;
        }

        return found;
    }
}
