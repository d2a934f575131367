using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Core.Rules;

namespace TrainingLint.DocGenerator;

/// <summary>
/// The IDs and names that were ever given, one rule a line. They are public: scripts, comments and options of users hold them. New rules are
/// added; a line that is there is never changed and never goes, so that a rule with another name under an old ID is noticed.
/// </summary>
public static class RuleIds
{
    /// <summary>Where the lines stand.</summary>
    public const string Path = "docs/rules/ids.tsv";

    /// <summary>The lines, given those that a repository has.</summary>
    /// <param name="root">Root of the repository; null for none.</param>
    public static string Render(string? root)
    {
        var names = RuleBook.Rules.ToDictionary(rule => rule.Info.Id, rule => rule.Info.Name, StringComparer.Ordinal);
        foreach (var (id, name) in Given(root))
        {
            names[id] = name;
        }

        return string.Concat(names.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => rule.Key + "\t" + rule.Value + "\n"));
    }

    /// <summary>The IDs and names that a repository has given.</summary>
    public static IReadOnlyList<(string Id, string Name)> Given(string? root) =>
        root is null || System.IO.Path.Combine(root, Path) is var file && !File.Exists(file)
            ? []
            : [.. File.ReadAllLines(System.IO.Path.Combine(root, Path)).Select(line => line.Split('\t')).Where(cells => cells.Length == 2)
                .Select(cells => (cells[0], cells[1]))];
}
