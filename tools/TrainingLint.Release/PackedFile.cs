using System;

namespace TrainingLint.Release;

/// <summary>A file in a package.</summary>
/// <param name="Path">Path in the package, with slashes.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsProgram">True for what can be started.</param>
internal sealed record PackedFile(string Path, byte[] Content, bool IsProgram = false)
{
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time that every packed file carries: the same input gives the same bytes.</summary>
    public static DateTimeOffset Time => Earliest;

    /// <summary>Unix permissions.</summary>
    public int Mode => IsProgram ? 0b111_101_101 : 0b110_100_100;
}
