using System;
using System.Collections.Generic;
using System.IO;

namespace TrainingLint.Configs.KeyTables;

/// <summary>
/// The text form of a table: lines of columns between tabs. A line that starts with <c>@</c> says something of the whole table or of the
/// lines below it; any other is a key with its types (between <c>|</c>), default, allowed values (between <c>|</c>) and what became of it.
/// </summary>
internal static class KeyTableFile
{
    public static KeyTable Read(TextReader text)
    {
        var about = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new List<TableKey>();
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith("@", StringComparison.Ordinal))
            {
                var columns = line.Split('\t');
                about[columns[0]] = Column(columns, 1);
            }
            else if (line.Length > 0 && line[0] != '\t')
            {
                var end = line.IndexOf('\t');
                keys.Add(new TableKey(end < 0 ? line : line.Substring(0, end), line));
            }
        }

        return new KeyTable(Head(about), keys);
    }

    private static KeyTableHead Head(Dictionary<string, string> about)
    {
        return new KeyTableHead(Value("@framework"), Value("@version"), Value("@commit"))
        {
            CompleteAt = Parts(Value("@complete-at")),
            IsTyped = Value("@typed") == "yes",
            OpenedBy = Parts(Value("@opened-by")),
        };

        string Value(string name) => about.TryGetValue(name, out var value) ? value : "";
    }

    /// <summary>A column of a line; empty behind its last one.</summary>
    internal static string Column(string[] columns, int index) => index < columns.Length ? columns[index] : "";

    /// <summary>What stands between the bars of a column.</summary>
    internal static string[] Parts(string column) => column.Length == 0 ? [] : column.Split('|');
}
