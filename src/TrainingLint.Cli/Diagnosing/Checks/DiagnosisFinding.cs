using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>Something that a log shows.</summary>
/// <param name="Cause">Its name in the public contract.</param>
/// <param name="IsRisk">False for what is worth knowing and no fault by itself.</param>
/// <param name="Message">What was seen.</param>
/// <param name="Advice">What to do.</param>
internal sealed record DiagnosisFinding(string Cause, bool IsRisk, string Message, string Advice)
{
    /// <summary>The setting of the config that it points to; null without one.</summary>
    public Setting? Setting { get; init; }

    /// <summary>The entry of the log where it shows first.</summary>
    public LogPoint? At { get; init; }
}

/// <summary>Something that could not be checked.</summary>
/// <param name="Check">What.</param>
/// <param name="Reason">Why not.</param>
internal sealed record UncheckedPart(string Check, string Reason);
