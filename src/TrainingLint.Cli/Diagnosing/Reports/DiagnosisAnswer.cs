using TrainingLint.Cli.Diagnosing.Checks;

namespace TrainingLint.Cli.Diagnosing.Reports;

/// <summary>A run and what its log shows.</summary>
/// <param name="Run">Log and recipe.</param>
/// <param name="Diagnosis">What was found.</param>
/// <param name="Config">The config's path as it is shown; null when the call names none.</param>
internal sealed record DiagnosisAnswer(LoggedRun Run, Diagnosis Diagnosis, string? Config)
{
    /// <summary>The answer in one word of the public contract.</summary>
    public string Verdict => Diagnosis.Cause is not null ? "at-risk" : Diagnosis.Checked.Count > 0 ? "sound" : "could-not-tell";

    /// <summary>The answer in one line.</summary>
    public string Sentence => Diagnosis.Cause is { } cause ? $"at risk: {cause.Message}; {cause.Advice}"
        : Diagnosis.Checked.Count > 0 ? $"sound: nothing is wrong with what could be checked ({string.Join(", ", Diagnosis.Checked)})"
        : "could not tell: nothing of the log could be checked; log learning rate, loss and gradient norm";
}
