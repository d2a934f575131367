using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Probing;

/// <summary>The names under which further questions are asked.</summary>
internal static class ProbeQuestionNames
{
    private const string Nothing = "none";

    private static readonly SortedDictionary<string, ProbeQuestions> Names = new(
        AnswerSections.All.ToDictionary(section => section.Name, section => section.Question), StringComparer.Ordinal);

    /// <summary>All names in alphabetical order, with commas.</summary>
    public static string Known => string.Join(", ", Names.Keys);

    /// <summary>The questions of a call: lists with commas, or several options; all without any.</summary>
    public static ProbeQuestions Parse(string[]? written)
    {
        var parts = (written ?? []).SelectMany(list => list.Split(',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        return parts switch
        {
            [] => ProbeQuestions.All,
            [Nothing] => ProbeQuestions.None,
            _ => parts.Aggregate(ProbeQuestions.None, (all, part) => all | Question(part)),
        };
    }

    private static ProbeQuestions Question(string name) => Names.TryGetValue(name, out var question)
        ? question
        : throw new UsageException("--measure knows no '" + name + "'; it takes " + Known + ", separated by commas, or " + Nothing + ".");
}
