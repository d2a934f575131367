using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Rules;

/// <summary>The catalogue of all rules, ordered by ID.</summary>
public static partial class RuleBook
{
    /// <summary>IDs that once stood for a rule and must never stand for another.</summary>
    public static IReadOnlyList<string> RetiredIds { get; } = [];

    /// <summary>One instance of every rule; a class that derives from <see cref="Rule"/> is one.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [.. Every().OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];

    /// <summary>The rule with an ID or name (any case); null when there is none.</summary>
    public static Rule? Find(string idOrName) =>
        Rules.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(rule.Info.Name, idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The rules that an ID, a name, the beginning of IDs (<c>TL01</c>) or <c>all</c> means (any case); none where it means nothing.
    /// </summary>
    public static IReadOnlyList<Rule> Matching(string words)
    {
        const string AllIds = "TL";
        return Find(words) is { } rule ? [rule]
            : words.Equals("all", StringComparison.OrdinalIgnoreCase) ? Rules
            : !words.StartsWith(AllIds, StringComparison.OrdinalIgnoreCase) ? []
            : [.. Rules.Where(known => known.Info.Id.StartsWith(words, StringComparison.OrdinalIgnoreCase))];
    }

    [Catalogue]
    private static partial Rule[] Every();
}
