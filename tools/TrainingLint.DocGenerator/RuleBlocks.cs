using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Rules;

namespace TrainingLint.DocGenerator;

/// <summary>A part of the rule book: all rules whose IDs share their first two digits.</summary>
/// <param name="Prefix">What their IDs start with.</param>
/// <param name="Title">What they are about.</param>
public sealed record RuleBlock(string Prefix, string Title)
{
    private static readonly RuleBlock[] Known =
    [
        new("TL01", "Learning rate"),
        new("TL02", "Optimizer"),
        new("TL03", "Reproducibility"),
        new("TL04", "Batch and length"),
        new("TL05", "Gradients and precision"),
        new("TL06", "Regularization and averaging"),
        new("TL07", "Initialization"),
        new("TL08", "Evaluation"),
        new("TL09", "How the file is written"),
        new("TL10", "Reinforcement learning"),
        new("TL11", "Adapters"),
        new("TL12", "Objective"),
        new("TL20", "Training code (C#, some in Python)"),
    ];

    /// <summary>The rules of the rule book by block, both in order of ID.</summary>
    public static IEnumerable<(RuleBlock Block, IReadOnlyList<Rule> Rules)> All =>
        RuleBook.Rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)
            .GroupBy(rule => rule.Info.Id[..4])
            .Select(block => (Of(block.Key), (IReadOnlyList<Rule>)[.. block]));

    private static RuleBlock Of(string prefix) =>
        Known.FirstOrDefault(block => block.Prefix == prefix)
        ?? throw new InvalidOperationException($"The block {prefix} has no title yet; add one in {nameof(RuleBlock)}.");
}
