using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TrainingLint.Configs;
using TrainingLint.Configs.KeyTables;
using TrainingLint.Configs.Reading;

namespace TrainingLint.DocGenerator;

/// <summary>The pages of all dialects and their list.</summary>
internal static class DialectBook
{
    /// <summary>Where the pages lie.</summary>
    public const string Pages = "docs/dialects";

    private const string List = "docs/dialects.md";

    /// <summary>Every page, and the list.</summary>
    /// <param name="root">Root of the repository, for what the classes say of themselves; null for none.</param>
    public static IEnumerable<GeneratedFile> Render(string? root)
    {
        var sources = new DialectSources(root);
        var all = DialectCatalogue.All.GroupBy(dialect => dialect.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        return all.Select(group => new GeneratedFile($"{Pages}/{group.Key}.md", DialectPage.Render(group.Key, [.. group], sources)))
            .Prepend(new GeneratedFile(List, ListOf(all)));
    }

    private static string ListOf(IReadOnlyList<IGrouping<string, Dialect>> all)
    {
        var text = new StringBuilder()
            .Append("<!-- Written by tools/TrainingLint.DocGenerator from the dialects' data; change that, and run it again. -->\n")
            .Append("# Dialects\n\n")
            .Append("A dialect is how one framework writes a recipe: its keys, its defaults, its loader and its traps. ")
            .Append("A file shows its dialect itself; the first dialect that recognises it reads it. ")
            .Append("What no dialect knows is read by the meaning of its words ([home-made.md](home-made.md)), ")
            .Append("and a repository may declare dialects of its own ([dialect-files.md](dialect-files.md)).\n\n")
            .Append("| dialect | framework | written in | table of keys |\n| --- | --- | --- | --- |\n");
        foreach (var group in all)
        {
            var framework = group.Select(reader => reader.Framework).FirstOrDefault(one => one is not null) ?? "none: programs of one's own";
            var formats = string.Join("; ", group.Select(DialectPage.FormatsOf).Distinct());
            var table = group.Select(reader => KeyTable.Of(reader.TableName)?.Head.Source).FirstOrDefault(one => one is not null) ?? "";
            text.Append($"| [{group.Key}](dialects/{group.Key}.md) | {Markdown.Cell(framework)} | {formats} | {Markdown.Cell(table)} |\n");
        }

        return text.ToString();
    }
}
