using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Rules;

/// <summary>The catalogue of all rules, ordered by ID.</summary>
public static class RuleBook
{
    /// <summary>IDs that once stood for a rule and must never stand for another.</summary>
    public static IReadOnlyList<string> RetiredIds { get; } = [];

    /// <summary>One instance of every rule.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
    ];

    /// <summary>The rule with an ID or name (any case); null when there is none.</summary>
    public static Rule? Find(string idOrName) =>
        Rules.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(rule.Info.Name, idOrName, StringComparison.OrdinalIgnoreCase));
}
