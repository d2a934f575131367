using System.Collections.Generic;

namespace TrainingLint.Core.Findings;

/// <summary>Everything that is fixed about a rule: the one source of documentation, output formats and editors.</summary>
public sealed record RuleInfo
{
    /// <summary>Fixed identifier, never reused: <c>TL0102</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Fixed name in kebab case: <c>learning-rate-too-high</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Severity unless the context says otherwise.</summary>
    public required Severity Severity { get; init; }

    /// <summary>True when an error of the rule is one in a test as well: a value that the library rejects, or that turns every weight into NaN.</summary>
    public bool HoldsInTests { get; init; }

    /// <summary>True when what the rule finds has no effect, so that editors may fade it.</summary>
    public bool IsAboutDeadText { get; init; }

    /// <summary>When a finding is stronger or weaker than <see cref="Severity"/>, as sentences; null where it always is of that severity.</summary>
    public string? SeverityNote { get; init; }

    /// <summary>What the rule finds, as one sentence without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>Which failure it guards against.</summary>
    public required Failure Failure { get; init; }

    /// <summary>Why it matters, in terms of minima and of what happens to the run.</summary>
    public required string Why { get; init; }

    /// <summary>What to write instead.</summary>
    public required string Instead { get; init; }

    /// <summary>When it is right to suppress the rule.</summary>
    public required string Suppress { get; init; }

    /// <summary>Papers and framework documentation behind it.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>What the examples are written in.</summary>
    public ExampleLanguage ExampleLanguage { get; init; }

    /// <summary>A small config (or piece of code) that the rule warns about.</summary>
    public required string Risky { get; init; }

    /// <summary>The same as it should be.</summary>
    public required string Sound { get; init; }

    /// <summary>The probe experiment that can confirm a finding; null where none exists.</summary>
    public string? Experiment { get; init; }

    /// <summary>Address of the rule's page.</summary>
    public string HelpUri => "https://github.com/traininglint/traininglint/blob/main/docs/rules/" + Id + ".md";
}
