using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Rules;

/// <summary>The catalogue of all rules, ordered by ID.</summary>
public static partial class RuleBook
{
    private const string IdPrefix = "TL";

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
        return Find(words) is { } rule ? [rule]
            : words.Equals("all", StringComparison.OrdinalIgnoreCase) ? Rules
            : !words.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? []
            : [.. Rules.Where(known => known.Info.Id.StartsWith(words, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>What to say of words that mean no rule, with what they probably mean; without the full stop.</summary>
    public static string NoRule(string written)
    {
        // An l for a 1 and an O for a 0; any other digit is as near to a dozen IDs.
        var digits = written.Length > IdPrefix.Length
            ? written.Substring(IdPrefix.Length).Replace('l', '1').Replace('o', '0').Replace('O', '0') : "";
        var question = Find(IdPrefix + digits) is { } rule
            ? "; did you mean '" + rule.Info.Id + "'?"
            : NearestName.Question(written, Rules.Select(known => known.Info.Name));
        return "there is no rule '" + written + "'" + (question.Length > 0 ? question : ";") + " 'traininglint rule' lists all";
    }

    [Catalogue]
    private static partial Rule[] Every();
}
