namespace TrainingLint.Cli.Starting;

/// <summary>A file that puts the tool to work in a repository.</summary>
/// <param name="Target">The name under which it is asked for.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="Text">What it says.</param>
/// <param name="Next">What is left to do by hand; null where nothing is.</param>
internal sealed record StarterFile(string Target, string Path, string Text, string? Next = null)
{
    /// <summary>True for files that hold the settings of other tools as well: they are added to, never replaced.</summary>
    public bool IsShared { get; init; }
}
