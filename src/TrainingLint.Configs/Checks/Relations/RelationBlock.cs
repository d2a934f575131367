using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>Relations that hold in one place: among the arguments of some calls, or in documents of some kind.</summary>
internal sealed class RelationBlock
{
    /// <summary>Dotted names of what is called, from the library's own name on: <c>lightgbm.train</c>.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>A method of what the call has built, whose arguments are asked for as <c>method.name</c>.</summary>
    public string? Method { get; init; }

    /// <summary>The names of arguments that are given by position, of the call or of the method.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Arguments whose own entries are settings as well: a dictionary of parameters.</summary>
    public IReadOnlyList<string> Spread { get; init; } = [];

    /// <summary>What the library takes for a setting that is not given.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of dialects in whose documents the relations hold.</summary>
    public IReadOnlyList<string> Dialects { get; init; } = [];

    /// <summary>Words of keys by which other documents show that the relations hold in them.</summary>
    public IReadOnlyList<string> Spoken { get; init; } = [];

    /// <summary>How many of the words a document must have.</summary>
    public int AtLeast { get; init; } = 2;

    /// <summary>True where the settings of one relation may stand anywhere in a document, false where they stand side by side.</summary>
    public bool IsWide { get; init; }

    /// <summary>Texts of which the file must have one.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>True where the relations hold in programs and not in notebooks, which have no command line.</summary>
    public bool IsOfPrograms { get; init; }

    /// <summary>Texts of which the file must have none.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    public IReadOnlyList<SettingRelation> Rows { get; init; } = [];

    /// <summary>A block as it is written.</summary>
    public static RelationBlock Of(MappingNode block) => new()
    {
        Calls = Texts(block["calls"]),
        Method = (block["method"] as ScalarNode)?.Text,
        Arguments = Texts(block["arguments"]),
        Spread = Texts(block["spread"]),
        Defaults = Pairs(block["defaults"]),
        Dialects = Texts(block["dialects"]),
        Spoken = Texts(block["spoken"]),
        AtLeast = block["at-least"] is ScalarNode { Text: var least } ? int.Parse(least, CultureInfo.InvariantCulture) : 2,
        Mentions = Texts(block["mentions"]),
        Unless = Texts(block["unless"]),
        IsOfPrograms = block["in"] is ScalarNode { Text: "programs" },
        IsWide = block["reach"] is ScalarNode { Text: "document" },
        Rows = [.. ((block["rows"] as SequenceNode)?.Items ?? []).OfType<MappingNode>().SelectMany(RowsOf)],
    };

    /// <summary>True for a file that speaks of what the relations are about.</summary>
    public bool IsSpokenOfIn(string text) =>
        (Mentions.Count == 0 || Mentions.Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0))
        && !Unless.Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0);

    // A list under refuses is a row for each argument that the call does not have.
    private static IEnumerable<SettingRelation> RowsOf(MappingNode row)
    {
        var says = Text(row, "says");
        var wanted = (row["wanted"] as ScalarNode)?.Text ?? "";
        if (row["refuses"] is { } refused)
        {
            return Texts(refused).Select(name => new SettingRelation(
                [SettingTest.Of(name, new ScalarNode(row.Source, row.Span, null, "given", ScalarStyle.Plain)), .. TestsOf(row)],
                name, false, wanted.Length > 0 ? wanted : "no such argument", says, Severity.Error));
        }

        var kind = (row["is"] as ScalarNode)?.Text ?? "wrong";
        return
        [
            new SettingRelation(TestsOf(row), (row["at"] as ScalarNode)?.Text, kind is "ignored" or "idle", wanted, says,
                kind switch { "refused" => Severity.Error, "note" or "idle" => Severity.Info, _ => Severity.Warning }),
        ];
    }

    private static SettingTest[] TestsOf(MappingNode row) =>
        row["when"] is MappingNode when ? [.. when.Entries.Select(entry => SettingTest.Of(entry.Key.Text, entry.Value))] : [];

    private static string Text(MappingNode row, string key) => (row[key] as ScalarNode)?.Text
        ?? throw new InvalidOperationException("line " + row.Span.Line + ": '" + key + "' is missing");

    private static string[] Texts(ConfigNode? node) => node switch
    {
        ScalarNode scalar => scalar.Text.Split([' '], StringSplitOptions.RemoveEmptyEntries),
        SequenceNode list => [.. list.Items.OfType<ScalarNode>().Select(item => item.Text)],
        _ => [],
    };

    private static Dictionary<string, string> Pairs(ConfigNode? node) => node is MappingNode mapping
        ? mapping.Entries.ToDictionary(entry => entry.Key.Text, entry => ((ScalarNode)entry.Value).Text, StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);
}
