using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>Settings by name, as a relation asks for them: the arguments of a call, or the values of a document.</summary>
/// <param name="find">The value under a name; null where there is none.</param>
/// <param name="schema">How a scalar is read.</param>
internal sealed class SettingBag(Func<string, MappingEntry?> find, ScalarSchema schema)
{
    /// <summary>True where settings may come from somewhere that is not seen, so that none is known to be missing.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What the library takes for a setting that is not given.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The first of some names, between <c>|</c>, that is given.</summary>
    public MappingEntry? Find(string names)
    {
        foreach (var name in names.Split('|'))
        {
            if (find(name) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>True for a value that is written and is not <c>None</c>.</summary>
    public bool IsGiven(string names) => Find(names) is { } entry && !IsNothing(entry.Value);

    /// <summary>True where none of the names is given, and nothing unseen can give them.</summary>
    public bool IsMissing(string names) => !IsOpen && Find(names) is null;

    /// <summary>True where none of the names is given, or one is given as <c>None</c>.</summary>
    public bool IsUnset(string names) => IsMissing(names) || (Find(names) is { } entry && IsNothing(entry.Value));

    /// <summary>The text of a value, of its default where it is missing; null for what only a run tells.</summary>
    public string? Text(string names) => Find(names) switch
    {
        { Value: ScalarNode { Tag: not NodeTags.Unknown } scalar } => scalar.Text,
        { } => null,
        null => Default(names),
    };

    /// <summary>A number, or the default's; null for anything else.</summary>
    public double? Number(string names) => Find(names) switch
    {
        { Value: ScalarNode { Tag: not NodeTags.Unknown } scalar } =>
            scalar.Read(schema) is { IsNumber: true, Number: var number } && !double.IsNaN(number) ? number : null,
        { } => null,
        null => Default(names) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var usual)
            ? usual : null,
    };

    /// <summary>How many items a list has; null for what is no list.</summary>
    public double? Count(string names) => Find(names)?.Value switch
    {
        SequenceNode list => list.Items.Count,
        MappingNode { Tag: null } mapping => mapping.Entries.Count,
        ScalarNode { Tag: null, Text: var text } when text.IndexOf(',') > 0
            && text.All(c => char.IsDigit(c) || c is ',' or ' ' or '[' or ']') => text.Split(',').Length,
        _ => null,
    };

    /// <summary>The texts of a list; null for what is no list of known values.</summary>
    public IReadOnlyList<string>? Items(string names) => Find(names)?.Value switch
    {
        SequenceNode list when list.Items.All(item => item is ScalarNode { Tag: not NodeTags.Unknown }) =>
            [.. list.Items.Cast<ScalarNode>().Select(item => item.Text)],
        ScalarNode { Tag: not NodeTags.Unknown } scalar => [scalar.Text],
        _ => null,
    };

    /// <summary>True where the last item of a list is what another setting is, alone or in front of its labels.</summary>
    public bool EndsWith(string names, string other) => Find(names)?.Value is SequenceNode { Items.Count: > 0 } list
        && Find(other)?.Value is { } wanted && IsSame(list.Items[list.Items.Count - 1], wanted);

    /// <summary>True where every item of a list, or the value itself, is what another setting is.</summary>
    public bool HoldsOnly(string names, string other) => Find(names)?.Value is { } value && Find(other)?.Value is { } wanted
        && (value is SequenceNode { Items.Count: > 0 } list ? list.Items.All(item => IsSame(item, wanted)) : IsSame(value, wanted));

    private static bool IsSame(ConfigNode item, ConfigNode wanted) => ReferenceEquals(item, wanted)
        || (item is SequenceNode { Items.Count: > 0 } pair && IsSame(pair.Items[0], wanted))
        || (item is ScalarNode { Tag: NodeTags.Unknown } one && wanted is ScalarNode { Tag: NodeTags.Unknown } two && one.Text == two.Text
            && one.Text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.'));

    /// <summary>A value as it is written, lists in brackets.</summary>
    public static string Written(ConfigNode node) => node switch
    {
        ScalarNode scalar => scalar.Text,
        SequenceNode list => "[" + string.Join(", ", list.Items.Select(Written)) + "]",
        _ when NodeTags.CalledBy(node) is { } called => called + "(...)",
        _ => "{...}",
    };

    private string? Default(string names) => IsOpen ? null
        : names.Split('|').Select(name => Defaults.TryGetValue(name, out var text) ? text : null).FirstOrDefault(text => text is not null);

    private static bool IsNothing(ConfigNode node) => node is ScalarNode { Style: ScalarStyle.Plain, Tag: not NodeTags.Unknown } scalar
        && (scalar.Text is "None" or "null" or "~" or "");
}
