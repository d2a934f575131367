namespace TrainingLint.Configs.Fixes;

/// <summary>A change of a text by position.</summary>
/// <param name="Start">Position of the first character that goes, from 0, in UTF-16 units.</param>
/// <param name="Length">How many characters go.</param>
/// <param name="NewText">What comes in their place.</param>
public sealed record TextEdit(int Start, int Length, string NewText)
{
    /// <summary>Position behind the last character that goes.</summary>
    public int End => Start + Length;

    /// <summary>True when both change the same stretch, so that only one of them can be applied.</summary>
    public bool Overlaps(TextEdit other) => Start < other.End && other.Start < End;
}
