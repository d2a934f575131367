using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>
/// Reads a table with a header. Cells may be empty; a column that holds text is not read. Spreadsheets of half of the world separate by
/// semicolons and write 0,5: a comma is then the decimal point, unless the table has points as well.
/// </summary>
internal static partial class CsvLog
{
    private static readonly char[] Separators = [',', '\t', ';'];

    /// <summary>Reads a table. A line with too few or too many cells is reported and the others are read.</summary>
    /// <exception cref="LogFormatException">It has no header.</exception>
    public static void Read(byte[] text, string shown, LogBuilder log)
    {
        using var reader = new StreamReader(new MemoryStream(text), Encoding.UTF8);
        var header = reader.ReadLine() ?? "";
        var separator = Separators.MaxBy(letter => header.Count(found => found == letter));
        var names = Cells(header, separator);
        if (names.Count < 2 || names.All(name => LogBuilder.Number(name) is not null))
        {
            throw new LogFormatException(shown + ":1: the first line is no header with names of two columns or more; wanted is a table with one");
        }

        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Count() > 1))
        {
            log.Problem(FormattableString.Invariant($"{shown}:1: the header names '{twice.Key}' {twice.Count()} times; ")
                + "the first of these columns is read");
        }

        var hasDecimalCommas = separator != ',' && !DecimalPoint().IsMatch(Encoding.UTF8.GetString(text));
        var number = 1L;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.AsSpan().Trim().Length == 0)
            {
                continue;
            }

            var cells = Cells(line, separator);
            if (cells.Count != names.Count)
            {
                var cut = reader.EndOfStream && text[^1] != '\n' ? ", as when a run is stopped while it writes" : "";
                log.Problem(FormattableString.Invariant($"{shown}:{number}: {cells.Count} cells{cut}; wanted are {names.Count}, as in the header"));
                continue;
            }

            Add(names, cells, hasDecimalCommas, number, log);
        }
    }

    private static void Add(List<string> names, List<string> cells, bool hasDecimalCommas, long number, LogBuilder log)
    {
        var (fields, empty) = (new List<(string, double)>(), new List<string>());
        for (var i = 0; i < names.Count; i++)
        {
            var cell = hasDecimalCommas && DecimalComma().IsMatch(cells[i]) ? cells[i].Replace(',', '.') : cells[i];
            if (names.IndexOf(names[i]) == i && LogBuilder.Number(cell) is { } value)
            {
                fields.Add((names[i], value));
            }
            else if (LogBuilder.IsNothing(cell))
            {
                empty.Add(names[i]);
            }
        }

        if (fields.Count > 0)
        {
            log.AddRow(fields, empty, number);
        }
    }

    private static List<string> Cells(string line, char separator)
    {
        var (cells, cell, inQuotes) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                inQuotes = !inQuotes;
            }
            else if (letter == separator && !inQuotes)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }

    [GeneratedRegex("[0-9][.][0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalPoint();

    [GeneratedRegex("^[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalComma();
}
