using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>The numbers that a key can hold in every framework, told by its words: data of the check of values.</summary>
/// <param name="Words">Keys, normalized.</param>
/// <param name="Domain">What they can hold.</param>
/// <param name="Consequence">What another number does.</param>
internal sealed record WordDomain(IReadOnlyCollection<string> Words, NumberDomain Domain, string Consequence)
{
    /// <summary>Where the words have this meaning; everywhere by default.</summary>
    public Func<CheckedDocument, Leaf, bool> Where { get; init; } = (_, _) => true;

    /// <summary>Numbers outside of the domain that stand for "off" or "the framework chooses".</summary>
    public IReadOnlyCollection<double> Sentinels { get; init; } = [];

    /// <summary>What a number of the domain must fulfil besides, such as being whole; nothing by default.</summary>
    public Func<double, bool> Fits { get; init; } = _ => true;

    /// <summary>True where the domain is one of practice in reinforcement learning.</summary>
    public bool IsDocumentedRange { get; init; }

    /// <summary>How sure it is that such a number is a mistake.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Notes every number outside of its domain.</summary>
    public static void Observe(IReadOnlyList<WordDomain> rows, CheckedDocument document)
    {
        var byWord = rows.SelectMany(row => row.Words.Select(word => (word, row))).ToLookup(pair => pair.word, pair =>
            pair.row, StringComparer.Ordinal);
        foreach (var leaf in document.Leaves)
        {
            foreach (var row in byWord[leaf.Word])
            {
                if (document.IsOwn(leaf.Entry.Value) && document.Number(leaf) is { } number && !double.IsNaN(number)
                    && !(row.Domain.Contains(number) && row.Fits(number)) && !row.Sentinels.Contains(number) && row.Where(document, leaf))
                {
                    document.Observe(row.Seen(leaf));
                    break;
                }
            }
        }
    }

    private Observation Seen(Leaf leaf)
    {
        var text = ((ScalarNode)leaf.Entry.Value).Text;
        return IsDocumentedRange
            ? new OutsideRangeObservation(leaf.Entry.Value.Place, leaf.Path, text, Domain.Low, Domain.High, Consequence)
            { IsImpossible = true }
            : new WrongTypeObservation(leaf.Entry.Value.Place, leaf.Path, text, Domain.Text, Consequence, Severity);
    }
}
