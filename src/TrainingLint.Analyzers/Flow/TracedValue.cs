using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>A constant and the place where somebody wrote it.</summary>
/// <param name="Value">The constant: a double for every number, otherwise as the compiler has it.</param>
/// <param name="Site">The expression that holds it; null when it is the default of a library's parameter, or a setting.</param>
internal sealed record TracedValue(object? Value, SyntaxNode? Site)
{
    /// <summary>The value as appsettings.json has it; null when it is written in code.</summary>
    public SettingText? Setting { get; init; }

    /// <summary>Where it is written; null when it is the default of a library's parameter.</summary>
    public Location? Location => Setting?.Location ?? Site?.GetLocation();

    /// <summary>The value as a number; null when it is none.</summary>
    public double? Number => Value as double?;

    /// <summary>The value as a flag; null when it is none.</summary>
    public bool? Flag => Value as bool?;
}
