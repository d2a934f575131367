using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.KeyTables;
using TrainingLint.Configs.Reading;

namespace TrainingLint.DocGenerator;

/// <summary>The page of one dialect: what a framework's files look like to the reader, out of the reader's own data.</summary>
internal static class DialectPage
{
    /// <summary>The page as Markdown.</summary>
    /// <param name="name">The dialect's name.</param>
    /// <param name="readers">The readers of that name; a framework may have one for its files and one for its programs.</param>
    /// <param name="sources">Their classes, for those that are written in C#.</param>
    public static string Render(string name, IReadOnlyList<Dialect> readers, DialectSources sources)
    {
        var page = new StringBuilder()
            .Append("<!-- Written by tools/TrainingLint.DocGenerator from the dialect's data; change that, and run it again. -->\n")
            .Append($"# {name}\n\n{Subject(readers)}\n\n")
            .Append("`traininglint inspect FILE` shows a file as this dialect reads it; ")
            .Append($"`# traininglint: dialect={name}` in its first lines says that it is one.\n");
        foreach (var reader in readers)
        {
            AppendReader(page, reader, readers.Count > 1, sources);
        }

        return page.ToString();
    }

    /// <summary>The formats that a dialect is written in, for people: one of them where no other is read, the kind where all are.</summary>
    public static string FormatsOf(Dialect reader) => string.Join(", ", ConfigFormats.All.Where(reader.IsWrittenIn)
        .GroupBy(format => format.Kind).Select(kind => kind.Count() == 1 || kind.Key == FormatKind.Code
            ? kind.First().Name : kind.Key == FormatKind.Document ? "config files" : "command lines"));

    private static string Subject(IReadOnlyList<Dialect> readers) =>
        readers.Select(reader => reader.Framework).FirstOrDefault(one => one is not null) is { } framework
            ? $"How the configs of {framework} are read." : "How trainings of this kind are read.";

    private static void AppendReader(StringBuilder page, Dialect reader, bool isOneOfSeveral, DialectSources sources)
    {
        var depth = isOneOfSeveral ? "###" : "##";
        if (isOneOfSeveral)
        {
            page.Append($"\n## In {FormatsOf(reader)}\n");
        }

        page.Append($"\n{depth} Recognised by\n\n");
        AppendRecognition(page, reader, sources);
        page.Append($"\n{depth} Loading\n\n| | |\n| --- | --- |\n");
        foreach (var (label, value) in Loading(reader))
        {
            page.Append($"| {label} | {Markdown.Cell(value)} |\n");
        }

        AppendKeys(page, reader, depth);
        AppendTraps(page, reader, depth);
        AppendSources(page, reader, depth, sources);
    }

    private static void AppendRecognition(StringBuilder page, Dialect reader, DialectSources sources)
    {
        if (reader is DeclaredDialect declared)
        {
            page.AppendJoin("", declared.Definition.Evidence.Recognition.Select(condition => $"* {condition.Words}\n"));
            return;
        }

        page.Append(sources.Of(reader) is { } source
            ? $"`Recognises` in [{source.Path}](../../{source.Path}): keys that only this framework has.\n"
            : "Keys that only this framework has.\n");
    }

    private static IEnumerable<(string Label, string Value)> Loading(Dialect reader)
    {
        yield return ("Written in", FormatsOf(reader));
        yield return ("Loader", reader.Loader.Name);
        if (reader.IsWrittenIn(ConfigFormats.Yaml))
        {
            yield return ("`1e-4` without a point", reader.Loader.Schema == ScalarSchema.Yaml11 ? "text to this loader" : "a number");
        }

        if (reader.Loader.TextNumberConsequence is { } consequence)
        {
            yield return ("A number that arrives as text", consequence);
        }

        yield return ("A key twice", reader.Loader.RejectsDuplicateKeys ? "refused" : "the last counts");
        yield return ("An unknown key", reader.UnknownKeys switch
        {
            UnknownKeys.Refused => "refused",
            UnknownKeys.PassedOn => "passed on as an argument, which is then refused",
            UnknownKeys.Mentioned => "mentioned in the log and ignored",
            _ => "ignored",
        });
        if (reader.Bases is { } bases)
        {
            yield return ("Draws on", "the files under `" + bases.Key + "`");
        }

        if (reader.UsualScope.Length > 0)
        {
            yield return ("A recipe stands under", "`" + reader.UsualScope + "`");
        }

        if (KeyTable.Of(reader.TableName) is { } table)
        {
            var complete = table.Head.CompleteAt.Count > 0 ? ", complete" : "";
            yield return ("Table of keys", FormattableString.Invariant($"{table.Keys.Count} keys of {table.Head.Source}{complete}"));
        }
    }

    private static void AppendKeys(StringBuilder page, Dialect reader, string depth)
    {
        var rows = reader.Table.Where(row => row.Paths.Count > 0 || row.Default is not null || row.IsNoneByDefault).ToArray();
        if (rows.Length == 0 && reader is not DeclaredDialect)
        {
            return;
        }

        page.Append($"\n{depth} Keys\n\nThe first key of a row that is there counts. ")
            .Append("What code works out besides, such as a rate that follows from others, `inspect` shows.\n\n")
            .Append("| setting | meaning | keys | default |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows)
        {
            var meaning = Markdown.Cell(row.Setting.Description + MeantIn(row, reader));
            page.Append($"| {row.Setting.Name} | {meaning} | {Keys(row.Paths)} | {DefaultOf(row, reader)} |\n");
        }
    }

    private static string MeantIn(SettingRow row, Dialect reader)
    {
        var declared = Declared(row, reader)?.Meanings ?? [];
        return string.Concat(row.Meanings.Select(meaning => "; here " + meaning.Description)
            .Concat(declared.Select(one => "; here " + one.Meaning.Description
                + (one.When.Words.Length > 0 ? " (with " + one.When.Words + ")" : ""))));
    }

    private static SettingDefinition? Declared(SettingRow row, Dialect reader) =>
        (reader as DeclaredDialect)?.Definition.Settings.FirstOrDefault(setting => setting.Key == row.Setting);

    private static string Keys(IEnumerable<string> paths) => string.Join(", ", paths.Select(path => "`" + path.TrimStart('/') + "`"));

    private static string DefaultOf(SettingRow row, Dialect reader)
    {
        if (row.Default is { } value)
        {
            return Text(value);
        }

        if (row.IsNoneByDefault)
        {
            return "none";
        }

        var setting = Declared(row, reader);
        return string.Join("; ", (setting?.Cases ?? []).Concat(setting?.Always ?? []).Select(one =>
            (one.Value ?? "none") + (one.When.Words.Length > 0 ? " with " + Markdown.Cell(one.When.Words) : "")));
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IReadOnlyList<double> numbers => "[" + string.Join(", ", numbers.Select(number => Text(number))) + "]",
        _ => Markdown.Cell(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static void AppendTraps(StringBuilder page, Dialect reader, string depth)
    {
        var refused = (reader as DeclaredDialect)?.Definition.Facts.Where(fact => fact.Wanted is not null) ?? [];
        string[] traps =
        [
            .. reader.KeyFacts.Select(fact => $"* `{fact.Path}`: {fact.Reason}\n"),
            .. refused.Select(fact => $"* `{fact.Path}` wants {fact.Wanted}: otherwise {fact.Says}\n"),
            .. reader.TypeFacts.GroupBy(fact => (fact.Wanted, fact.Consequence)).Select(group =>
                $"* {Keys(group.Select(fact => fact.Path))}: {group.Key.Wanted}; otherwise {group.Key.Consequence}\n"),
            .. reader.Ranges.Select(range => FormattableString.Invariant(
                $"* `{range.Path}` is usually {range.Lowest} to {range.Highest} ({range.Source})\n")),
        ];
        if (traps.Length > 0)
        {
            page.Append($"\n{depth} Traps\n\nSome hold only in certain cases, which the finding names.\n\n")
                .AppendJoin("", traps.Distinct(StringComparer.Ordinal));
        }
    }

    private static void AppendSources(StringBuilder page, Dialect reader, string depth, DialectSources sources)
    {
        string[] lines = reader is DeclaredDialect declared ? [.. declared.Definition.Sources]
            : sources.Of(reader) is { Summary.Length: > 0 } source ? [source.Summary] : [];
        if (lines.Length > 0)
        {
            page.Append($"\n{depth} Sources\n\n").AppendJoin("", lines.Select(line => $"* {line}\n"));
        }
    }
}
