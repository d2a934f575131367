using System;

namespace TrainingLint.Core.Findings;

/// <summary>A stretch of text in a file. Lines and columns start at 1, columns count UTF-16 units.</summary>
/// <param name="File">Path of the file as the host knows it.</param>
/// <param name="Line">First line.</param>
/// <param name="Column">First column.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="EndColumn">Column behind the last character.</param>
public sealed record Place(string File, int Line, int Column, int EndLine, int EndColumn) : IComparable<Place>
{
    /// <summary>The very start of a file, for findings that belong to the file as a whole.</summary>
    public static Place StartOf(string file) => new(file, 1, 1, 1, 1);

    /// <summary>Orders by file (ordinal), then by position, so that output never depends on scheduling.</summary>
    public int CompareTo(Place? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byFile = string.CompareOrdinal(File, other.File);
        return byFile != 0 ? byFile
            : Line != other.Line ? Line.CompareTo(other.Line)
            : Column.CompareTo(other.Column);
    }
}
