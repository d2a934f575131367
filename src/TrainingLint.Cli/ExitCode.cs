namespace TrainingLint.Cli;

/// <summary>Exit codes; part of the public contract.</summary>
internal static class ExitCode
{
    /// <summary>Nothing at or above the fail level.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above the fail level.</summary>
    public const int Findings = 1;

    /// <summary>Bad usage, or no input.</summary>
    public const int Usage = 2;

    /// <summary>An input could not be read.</summary>
    public const int Unreadable = 3;

    /// <summary>A defect of the tool itself.</summary>
    public const int Internal = 4;

    /// <summary>Stopped by a signal before the work was done; what was done by then is written.</summary>
    public const int Interrupted = 130;
}
