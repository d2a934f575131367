using System;
using System.Collections.Generic;

namespace TrainingLint.Core.Findings;

/// <summary>One judgement of one rule, at the place where the value is written.</summary>
public sealed record Finding
{
    /// <summary>The rule that fired.</summary>
    public required RuleInfo Rule { get; init; }

    /// <summary>How strongly it is meant here; rules lower or raise their default by context.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was found, what is wanted, and one next step, in one or two sentences.</summary>
    public required string Message { get; init; }

    /// <summary>Where the value is written; for something missing, where its recipe starts.</summary>
    public required Place Place { get; init; }

    /// <summary>Path of the setting in its file (<c>SOLVER.BASE_LR</c>); null where no single setting is meant.</summary>
    public string? Key { get; init; }

    /// <summary>Name of the recipe in its file; null for findings about the file itself.</summary>
    public string? Recipe { get; init; }

    /// <summary>Where the other value is written that this one does not fit; null where one value alone is judged. A host shows the finding
    /// at whichever of the two the later file writes.</summary>
    public PartnerPlace? Partner { get; init; }

    /// <summary>Other places that explain the finding, such as the first of two duplicate keys.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>Changes that make the finding go away, the best one first.</summary>
    public IReadOnlyList<Fix> Fixes { get; init; } = [];

    /// <summary>Why the finding is accepted; null where it is open.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>True when somebody accepted the finding, in the file or in a baseline.</summary>
    public bool Suppressed => Suppression is not null;

    /// <summary>The one order in which findings are ever shown: file, position, rule, message.</summary>
    public static int Compare(Finding left, Finding right)
    {
        var byPlace = left.Place.CompareTo(right.Place);
        if (byPlace != 0)
        {
            return byPlace;
        }

        var byRule = string.CompareOrdinal(left.Rule.Id, right.Rule.Id);
        return byRule != 0 ? byRule : string.Compare(left.Message, right.Message, StringComparison.Ordinal);
    }
}
