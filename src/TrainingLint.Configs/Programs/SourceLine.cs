namespace TrainingLint.Configs.Programs;

/// <summary>A line of a program.</summary>
/// <param name="Path">Path below the root of the repository, with <c>/</c>.</param>
/// <param name="Shown">Path as the host shows files.</param>
/// <param name="Line">Line from 1.</param>
public sealed record SourceLine(string Path, string Shown, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => Path + ":" + Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
