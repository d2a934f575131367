using System.Collections.Generic;
using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>
/// Something a reader noticed about how a file is written, as opposed to what its recipe says.
/// Readers only observe; the rules of the TL09 block judge.
/// </summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Key">Path of the key it concerns; null for the file as a whole.</param>
public abstract record Observation(Place Place, string? Key);

/// <summary>The same key twice in one mapping; loaders keep the last and say nothing.</summary>
/// <param name="Place">The later key.</param>
/// <param name="Key">Its path.</param>
/// <param name="First">Where the key stood first.</param>
/// <param name="FirstText">Value that is lost; null for a mapping or list.</param>
/// <param name="LastText">Value that wins; null for a mapping or list.</param>
/// <param name="LoaderRejects">True when this framework's loader refuses the file.</param>
public sealed record DuplicateKeyObservation(Place Place, string Key, Place First, string? FirstText, string? LastText,
    bool LoaderRejects)
    : Observation(Place, Key)
{
    /// <summary>True when both hold the same, which for mappings and lists no text tells.</summary>
    public bool HasSameContent { get; init; }
}

/// <summary>A number that this framework's loader delivers as text.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="Text">As written.</param>
/// <param name="Number">What was meant.</param>
/// <param name="Loader">The loader, for people.</param>
/// <param name="Consequence">What the framework then does; null when it converts the text later.</param>
public sealed record TextNumberObservation(Place Place, string Key, string Text, double Number, string Loader, string? Consequence)
    : Observation(Place, Key)
{
    /// <summary>True where nobody knows which loader reads the file, so that it may be the number that is meant.</summary>
    public bool IsLoaderUnknown { get; init; }
}

/// <summary>A key that the dialect does not know and that is one slip away from one that it does.</summary>
/// <param name="Place">The key.</param>
/// <param name="Key">Its path.</param>
/// <param name="Written">The key as written.</param>
/// <param name="Meant">The known key; empty where none is near.</param>
/// <param name="Consequence">What the framework does with it, as the rest of a sentence that its name begins.</param>
public sealed record MisspeltKeyObservation(Place Place, string Key, string Written, string Meant, string Consequence)
    : Observation(Place, Key)
{
    /// <summary>The framework, for people; null where the file belongs to none, and the consequence is a sentence of its own.</summary>
    public string? Framework { get; init; }

    /// <summary>True when the framework refuses to start, so that no run depends on the key as it is written.</summary>
    public bool IsRefused { get; init; }

    /// <summary>
    /// True when the program that takes the key is not seen and would stop at a wrong one, so that the key is rather its own word.
    /// </summary>
    public bool IsGuess { get; init; }

    /// <summary>The table of all keys that lacks this one, where nothing known is one slip away; null elsewhere.</summary>
    public string? Table { get; init; }

    /// <summary>The one place at which the framework does read a key of this name; null where there is none, or several.</summary>
    public string? Belongs { get; init; }
}

/// <summary>A base file, interpolation or reference that cannot be followed.</summary>
/// <param name="Place">The reference.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="Reference">As written.</param>
/// <param name="Reason">Why it cannot be followed.</param>
public sealed record UnresolvedObservation(Place Place, string? Key, string Reference, string Reason)
    : Observation(Place, Key)
{
    /// <summary>True when the target ought to be there: its neighbours are, and nothing but a slip or a moved file explains it.</summary>
    public bool IsBroken { get; init; }
}

/// <summary>The file cannot be read as what it claims to be.</summary>
/// <param name="Place">Where reading stopped.</param>
/// <param name="Problem">What was found and what is wanted.</param>
public sealed record UnreadableObservation(Place Place, string Problem)
    : Observation(Place, null);

/// <summary>A setting that the framework ignores, overrides or never reads in this combination.</summary>
/// <param name="Place">The key or value.</param>
/// <param name="Key">Its path.</param>
/// <param name="Written">The setting as the user sees it.</param>
/// <param name="Reason">What the framework does instead, and what to write.</param>
/// <param name="Severity">Info where official configs do it as well.</param>
public sealed record WithoutEffectObservation(Place Place, string Key, string Written, string Reason, Severity Severity)
    : Observation(Place, Key)
{
    /// <summary>The line of a program on which the finding rests; null where a framework is known to do so.</summary>
    public Place? Source { get; init; }
}

/// <summary>A program beside a config of no framework that leaves randomness unseeded.</summary>
/// <param name="Place">Where the config sets the training up.</param>
/// <param name="Line">The line of the program that trains, or that draws from the generator.</param>
/// <param name="Where">That line, for people.</param>
public sealed record UnseededObservation(Place Place, Place Line, string Where)
    : Observation(Place, null)
{
    /// <summary>The library whose generator is drawn from unseeded; null where nothing is seeded at all.</summary>
    public string? Library { get; init; }

    /// <summary>Where another library is seeded, for people.</summary>
    public string? SeededIn { get; init; }
}

/// <summary>A value whose type this framework rejects or misreads.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Its path.</param>
/// <param name="Found">What is written, with its type.</param>
/// <param name="Wanted">The type that the framework wants.</param>
/// <param name="Consequence">What happens otherwise.</param>
/// <param name="Severity">Error where loading or training fails.</param>
public sealed record WrongTypeObservation(Place Place, string Key, string Found, string Wanted, string Consequence, Severity Severity)
    : Observation(Place, Key)
{
    /// <summary>The same value in the type that is wanted, as text before and after; null where only a person can tell.</summary>
    public (string Old, string New)? Correction { get; init; }
}

/// <summary>A range from which a search draws learning rates.</summary>
/// <param name="Place">The key or value.</param>
/// <param name="Key">Its path.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="IsLinear">True when rates are drawn evenly between the bounds.</param>
public sealed record SweepRangeObservation(Place Place, string Key, double Low, double High, bool IsLinear)
    : Observation(Place, Key);

/// <summary>Images that reach the model as they are stored, with numbers up to 255.</summary>
/// <param name="Place">Where they are loaded.</param>
/// <param name="Key">Path of the list of transforms; null in a program.</param>
/// <param name="Loaded">What loads them, as written.</param>
/// <param name="Severity">Info where another file may scale them.</param>
public sealed record UnscaledInputObservation(Place Place, string? Key, string Loaded, Severity Severity)
    : Observation(Place, Key);

/// <summary>A command that ends before its author thinks, so that arguments never reach the program.</summary>
/// <param name="Place">What ends it.</param>
/// <param name="Cause">Why it ends there, as a clause.</param>
/// <param name="Lost">The flags that are lost.</param>
/// <param name="LostPlace">Where they stand.</param>
public sealed record CutCommandObservation(Place Place, string Cause, IReadOnlyList<string> Lost, Place LostPlace)
    : Observation(Place, null);

/// <summary>A flag that the program of a command does not declare.</summary>
/// <param name="Place">The flag.</param>
/// <param name="Key">Its name, dashes as underscores.</param>
/// <param name="Program">Path of the program, as shown.</param>
/// <param name="Meant">A flag of the program that is one slip away; null without one.</param>
public sealed record UnknownFlagObservation(Place Place, string Key, string Program, string? Meant)
    : Observation(Place, Key);

/// <summary>A setting of a config file that the command line replaces.</summary>
/// <param name="Place">The value on the command line, which runs.</param>
/// <param name="Key">Path of the key in the file.</param>
/// <param name="Text">The value that runs.</param>
/// <param name="Replaced">The value in the file, which never does.</param>
/// <param name="ReplacedText">That value as written.</param>
public sealed record OverriddenObservation(Place Place, string Key, string Text, Place Replaced, string ReplacedText)
    : Observation(Place, Key);

/// <summary>A value outside of the range that the framework's documentation calls typical.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="Text">As written.</param>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end of the range.</param>
/// <param name="Source">Where the range is documented.</param>
public sealed record OutsideRangeObservation(Place Place, string Key, string Text, double Low, double High, string Source)
    : Observation(Place, Key)
{
    /// <summary>True when the value is not merely unusual but outside of what the setting can mean.</summary>
    public bool IsImpossible { get; init; }
}

/// <summary>A name that nobody has, one slip away from one that everybody knows.</summary>
/// <param name="Place">The value.</param>
/// <param name="Key">Path of its key.</param>
/// <param name="What">What the name is of, such as an optimizer.</param>
/// <param name="Written">The name as written.</param>
/// <param name="Meant">The known name that is nearest.</param>
/// <param name="Consequence">What happens when the name is looked up.</param>
/// <param name="Severity">Error where the framework refuses, warning where nobody can tell or another one is taken in silence.</param>
public sealed record UnknownNameObservation(Place Place, string Key, string What, string Written, string Meant, string Consequence,
    Severity Severity)
    : Observation(Place, Key)
{
    /// <summary>False where the framework's list of words is known, and the name is further away from all of them.</summary>
    public bool IsOneSlip { get; init; } = true;
}

/// <summary>A comment that switches a rule off which says nothing there.</summary>
/// <param name="Place">The comment.</param>
/// <param name="Rule">The rule as the comment names it.</param>
/// <param name="IsKnownRule">False when there is no such rule.</param>
/// <param name="IsWholeComment">True when the comment switches nothing else off, so that it can go.</param>
public sealed record UnusedSuppressionObservation(Place Place, string Rule, bool IsKnownRule, bool IsWholeComment)
    : Observation(Place, null)
{
    /// <summary>True for a comment that addresses the tool in words that it does not know; they stand in place of the rule.</summary>
    public bool IsUnclear { get; init; }
}
