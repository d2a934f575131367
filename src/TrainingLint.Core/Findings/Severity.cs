namespace TrainingLint.Core.Findings;

/// <summary>How strongly a finding is meant, in rising order.</summary>
public enum Severity
{
    /// <summary>Worth knowing; legitimate recipes do it too.</summary>
    Info,

    /// <summary>An expert reviewer would certainly raise it.</summary>
    Warning,

    /// <summary>The run fails, or cannot learn.</summary>
    Error,
}
