using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Linting;

/// <summary>
/// Bounds how often one rule speaks of one file: thousands of equal findings help nobody, and each fix costs a proof. What is left
/// out is counted in a last finding of the rule, so that nothing goes without a word.
/// </summary>
public static class FindingLimit
{
    /// <summary>Most open findings of one rule in one file; accepted ones do not count.</summary>
    public const int PerRule = 100;

    /// <summary>The findings, with those of a rule beyond the limit replaced by one that counts them.</summary>
    /// <param name="findings">Findings of one file in their order.</param>
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings)
    {
        if (findings.Count <= PerRule)
        {
            return findings;
        }

        var kept = new List<Finding>();
        var left = new Dictionary<string, List<Finding>>(StringComparer.Ordinal);
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var rule = finding.Rule.Id;
            var before = open.TryGetValue(rule, out var count) ? count : 0;
            if (finding.Suppressed || before < PerRule)
            {
                kept.Add(finding);
                open[rule] = before + (finding.Suppressed ? 0 : 1);
                continue;
            }

            if (!left.TryGetValue(rule, out var others))
            {
                left.Add(rule, others = []);
            }

            others.Add(finding);
        }

        kept.AddRange(left.Values.Select(Counted));
        kept.Sort(Finding.Compare);
        return kept;
    }

    // It stands where the first of them would, and weighs as much as the heaviest.
    private static Finding Counted(List<Finding> left) => new()
    {
        Rule = left[0].Rule,
        Severity = left.Max(finding => finding.Severity),
        Message = FormattableString.Invariant($"The file has {left.Count} more findings of {left[0].Rule.Name} from here on, ")
            + FormattableString.Invariant($"which are not listed beside the first {PerRule}; settle those and run the check again."),
        Place = left[0].Place,
    };
}
