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
            var columns = line.Split('\t');
            if (columns[0].StartsWith("@", StringComparison.Ordinal))
            {
                about[columns[0]] = Column(columns, 1);
            }
            else if (columns[0].Length > 0)
            {
                keys.Add(Key(columns));
            }
        }

        return new KeyTable(Head(about), keys);
    }

    private static TableKey Key(string[] columns) =>
        new(columns[0], Parts(Column(columns, 1)), Column(columns, 2) is { Length: > 0 } standard ? standard : null,
            Parts(Column(columns, 3)))
        {
            Outdated = Column(columns, 4) is { Length: > 0 } outdated ? outdated : null,
        };

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

    private static string Column(string[] columns, int index) => index < columns.Length ? columns[index] : "";

    private static string[] Parts(string column) => column.Length == 0 ? [] : column.Split('|');
}
