using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Rules;

/// <summary>What a team has configured for one rule, for one file.</summary>
public sealed class RuleSettings
{
    private readonly IReadOnlyList<(string Option, string Optimizer, double Value)> _numbers;

    internal RuleSettings(bool isOff, Severity? severity, IReadOnlyList<(string Option, string Optimizer, double Value)> numbers)
    {
        IsOff = isOff;
        Severity = severity;
        _numbers = numbers;
    }

    /// <summary>Nothing configured.</summary>
    public static RuleSettings Defaults { get; } = new(false, null, []);

    /// <summary>True when the rule is switched off.</summary>
    public bool IsOff { get; }

    /// <summary>The severity that goes before the rule's own; null for the rule's own.</summary>
    public Severity? Severity { get; }

    /// <summary>The configured threshold, or the rule's own.</summary>
    public double Get(NumberOption option) => Find(option) ?? option.Default ?? double.NaN;

    /// <summary>The configured threshold; null when none is. Of several, the one with the longest optimizer name that fits decides.</summary>
    /// <param name="option">The option.</param>
    /// <param name="optimizer">The recipe's optimizer as the framework spells it, for options that can name one.</param>
    public double? Find(NumberOption option, string? optimizer = null)
    {
        if (_numbers.Count == 0)
        {
            return null;
        }

        var letters = NameLetters.Of(optimizer ?? "");
        var fitting = _numbers
            .Where(number => number.Option == option.Name && letters.IndexOf(number.Optimizer, StringComparison.Ordinal) >= 0)
            .OrderByDescending(number => number.Optimizer.Length)
            .ToArray();
        return fitting.Length > 0 ? fitting[0].Value : null;
    }

    /// <summary>A finding at the configured severity.</summary>
    public Finding Apply(Finding finding) => Severity is { } severity ? finding with { Severity = severity } : finding;
}
