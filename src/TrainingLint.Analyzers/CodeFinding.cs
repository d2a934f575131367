using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TrainingLint.Core.Findings;

namespace TrainingLint.Analyzers;

/// <summary>A finding in code, before the compiler's options decide what becomes of it.</summary>
internal sealed record CodeFinding(RuleInfo Rule, Location Location, string Message, Severity Severity)
{
    /// <summary>What a code fix needs to know besides the place.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;
}

/// <summary>Names of the facts that analyzers hand to code fixes and to the command line.</summary>
internal static class FindingProperties
{
    /// <summary>Set to <see cref="Error"/> where the compiler's level does not say how strongly a finding is meant.</summary>
    public const string Severity = "severity";

    /// <summary>The rule book, or somebody's configuration, calls it an error.</summary>
    public const string Error = "error";

    /// <summary>A rate within the range of the optimizer.</summary>
    public const string Rate = "rate";

    /// <summary>Name of an argument that is missing, with the value to give it.</summary>
    public const string Argument = "argument";
}
