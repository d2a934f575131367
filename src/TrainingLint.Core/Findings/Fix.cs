using System.Collections.Generic;

namespace TrainingLint.Core.Findings;

/// <summary>Whether a fix may be applied without asking.</summary>
public enum FixSafety
{
    /// <summary>It says what was meant all along; no run that works today changes.</summary>
    Safe,

    /// <summary>It is probably what is meant, but it changes what a run does, so a person decides.</summary>
    Unsafe,
}

/// <summary>A change of a text that makes a finding go away.</summary>
/// <param name="Title">What it does, as an imperative.</param>
/// <param name="Safety">Whether it may be applied without asking.</param>
/// <param name="Edits">Its parts, which are applied together or not at all.</param>
public sealed record Fix(string Title, FixSafety Safety, IReadOnlyList<FixEdit> Edits);

/// <summary>One part of a fix, in terms of the text as the rule saw it. Hosts turn it into positions in their text.</summary>
/// <param name="Place">What is changed.</param>
public abstract record FixEdit(Place Place);

/// <summary>Another value at a place; quotes around the old one go with it.</summary>
/// <param name="Place">The value that goes.</param>
/// <param name="OldText">The value without its quotes, so that hosts can check that it still stands there.</param>
/// <param name="NewText">The text that comes.</param>
public sealed record ReplaceValue(Place Place, string OldText, string NewText) : FixEdit(Place)
{
    /// <summary>The number that every loader must read from the new text; null where it is no number, or where its type matters to one loader alone.</summary>
    public double? Number { get; init; }
}

/// <summary>Another name for a key; quotes around it stay.</summary>
/// <param name="Place">The key.</param>
/// <param name="OldName">The name without quotes.</param>
/// <param name="NewName">The name that comes.</param>
public sealed record RenameKey(Place Place, string OldName, string NewName) : FixEdit(Place);

/// <summary>A key and its value on a line of their own, before the one that stands at a place and beside it.</summary>
/// <param name="Place">The key that follows.</param>
/// <param name="Name">The name of the key.</param>
/// <param name="Value">Its value, a number or a word without quotes.</param>
public sealed record InsertEntry(Place Place, string Name, string Value) : FixEdit(Place);

/// <summary>The key and value at a place go, with their line where they stand alone on it.</summary>
/// <param name="Place">The key, or the value.</param>
public sealed record RemoveEntry(Place Place) : FixEdit(Place)
{
    /// <summary>True when the same key stands there once more and is meant to stay.</summary>
    public bool LeavesOther { get; init; }
}

/// <summary>The comment at a place goes, with its line where it stands alone on it.</summary>
/// <param name="Place">The comment.</param>
public sealed record RemoveComment(Place Place) : FixEdit(Place);
