using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Linting;

/// <summary>The findings that a baseline accepts, by their fingerprints.</summary>
/// <param name="fingerprints">Fingerprints as <see cref="Fingerprints"/> makes them.</param>
public sealed class AcceptedFindings(IEnumerable<string> fingerprints)
{
    private static readonly Suppression Accepted = new(SuppressionKind.Baseline, null);

    private readonly HashSet<string> _fingerprints = new(fingerprints, StringComparer.Ordinal);

    /// <summary>True when a finding of this fingerprint is accepted.</summary>
    public bool Contains(string fingerprint) => _fingerprints.Contains(fingerprint);

    /// <summary>A file with the findings that are accepted marked as such.</summary>
    /// <param name="linted">The file after linting.</param>
    /// <param name="pathOf">The path of a file as shown, seen from where the fingerprints were made.</param>
    public LintedFile Mark(LintedFile linted, Func<string, string> pathOf)
    {
        var names = Fingerprints.Of(linted.Findings.Select(finding => new LocatedFinding(linted, finding, [])), pathOf);
        return linted with { Findings = [.. linted.Findings.Zip(names, Mark)] };
    }

    /// <summary>A finding, marked as accepted if it is and nothing else has suppressed it.</summary>
    public Finding Mark(Finding finding, string fingerprint) =>
        !finding.Suppressed && Contains(fingerprint) ? finding with { Suppression = Accepted } : finding;
}
