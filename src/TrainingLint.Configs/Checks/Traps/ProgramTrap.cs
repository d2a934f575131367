using System.Collections.Generic;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>A call or statement of a program that is refused, or does otherwise than meant.</summary>
/// <param name="Says">What happens.</param>
/// <param name="Wanted">What is wanted instead; null for an argument without effect.</param>
/// <param name="Severity">How strongly it is meant.</param>
internal sealed record ProgramTrap(string Says, string? Wanted, Severity Severity)
{
    /// <summary>The call; null for a statement.</summary>
    public CallPattern? Call { get; init; }

    /// <summary>The statement, without blanks and with texts in single quotes; null for a call.</summary>
    public Regex? Line { get; init; }

    /// <summary>A statement that stands before it in the same function, or in the program outside of all; null where none need be.</summary>
    public Regex? After { get; init; }

    /// <summary>The name of the function around it; null where it may stand anywhere.</summary>
    public Regex? In { get; init; }

    /// <summary>Arguments of the call that are noted, each where it is written; the call itself where there are none.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>What stands there, for people; as it is written where this is null.</summary>
    public string? Found { get; init; }

    /// <summary>Other calls of the program, of each of which there must be one.</summary>
    public IReadOnlyList<CallPattern> With { get; init; } = [];

    /// <summary>Calls of which there must be none.</summary>
    public IReadOnlyList<CallPattern> Without { get; init; } = [];

    /// <summary>Texts all of which occur in the program.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>Texts of which at least one occurs in the program; any where there are none.</summary>
    public IReadOnlyList<string> MentionsAny { get; init; } = [];

    /// <summary>True for a method of an object, whose class the program need not name.</summary>
    public bool IsOfObject { get; init; }

    /// <summary>Texts none of which occurs in the program.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Texts none of which occurs in the function around the statement, or in the program where it stands in none.</summary>
    public IReadOnlyList<string> LacksInside { get; init; } = [];
}
