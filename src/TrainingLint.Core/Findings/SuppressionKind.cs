namespace TrainingLint.Core.Findings;

/// <summary>Where a finding is accepted.</summary>
public enum SuppressionKind
{
    /// <summary>A comment beside the value, or at the top of its file.</summary>
    Comment,

    /// <summary>A list of findings that were there when the tool was introduced.</summary>
    Baseline,
}
