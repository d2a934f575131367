using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>What a log shows.</summary>
internal sealed class Diagnosis
{
    private readonly List<DiagnosisFinding> _findings = [];
    private readonly List<UncheckedPart> _unchecked = [];
    private readonly List<string> _checked = [];

    /// <summary>What was found: faults first, causes before what follows from them.</summary>
    public IReadOnlyList<DiagnosisFinding> Findings =>
        [.. _findings.Where(finding => finding.IsRisk), .. _findings.Where(finding => !finding.IsRisk)];

    /// <summary>What could not be checked.</summary>
    public IReadOnlyList<UncheckedPart> Unchecked => _unchecked;

    /// <summary>What was checked.</summary>
    public IReadOnlyList<string> Checked => _checked;

    /// <summary>The first fault; null without one.</summary>
    public DiagnosisFinding? Cause => _findings.Find(finding => finding.IsRisk);

    /// <summary>True when a finding of this name is there.</summary>
    public bool Has(params string[] causes) => _findings.Exists(finding => finding.IsRisk && causes.Contains(finding.Cause));

    public void Find(DiagnosisFinding finding) => _findings.Add(finding);

    public void Leave(string check, string reason) => _unchecked.Add(new(check, reason));

    public void Did(string check) => _checked.Add(check);
}
