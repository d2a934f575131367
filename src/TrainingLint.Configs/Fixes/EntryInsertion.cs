using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Fixes;

/// <summary>Puts a key with its value on a line of their own before another, as far in as that.</summary>
internal static class EntryInsertion
{
    /// <summary>The change; null where the other key does not begin its line, and in formats whose lines are no entries.</summary>
    public static TextEdit? Find(SourceFile source, InsertEntry entry)
    {
        var line = source.OffsetOf(entry.Place.Line, 1);
        var indent = source.Text.Substring(line, Math.Max(0, source.OffsetOf(entry.Place.Line, entry.Place.Column) - line));
        var written = source.Format == ConfigFormats.Yaml ? entry.Name + ": " + entry.Value
            : source.Format == ConfigFormats.Json ? "\"" + entry.Name + "\": " + entry.Value + ","
            : source.Format == ConfigFormats.Toml ? entry.Name + " = " + entry.Value
            : null;
        var end = source.Text.IndexOf("\r\n", StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";
        return written is null || indent.Trim(' ', '\t').Length > 0 ? null : new TextEdit(line, 0, indent + written + end);
    }
}
