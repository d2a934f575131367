namespace TrainingLint.Cli.Files;

/// <summary>A file to be linted.</summary>
/// <param name="FullPath">Absolute path.</param>
/// <param name="DisplayPath">Path as it is shown: relative below the current directory, absolute elsewhere, always with slashes.</param>
/// <param name="IsExplicit">True when the user named the file itself, so that its being unreadable is worth an error whatever it is.</param>
internal sealed record InputFile(string FullPath, string DisplayPath, bool IsExplicit);

/// <summary>A path that cannot be read at all.</summary>
/// <param name="DisplayPath">Path as it is shown.</param>
/// <param name="Line">Line of the problem; 1 for the file as a whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsInternal">True for a defect of the tool itself.</param>
internal sealed record InputError(string DisplayPath, int Line, string Message, bool IsInternal)
{
    /// <summary>True where there is nothing to read, as in a directory without configs, rather than something that cannot be read.</summary>
    public bool IsNoInput { get; init; }
}
