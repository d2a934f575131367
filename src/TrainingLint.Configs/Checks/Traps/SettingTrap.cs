using System.Collections.Generic;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>A setting that does not do what it says, or a value that is refused.</summary>
/// <param name="Paths">The settings, each of which is noted where it is written.</param>
/// <param name="Says">What happens instead.</param>
/// <param name="When">When it is so.</param>
/// <param name="Wanted">What is wanted instead of a refused value; null for a setting without effect.</param>
/// <param name="Severity">How strongly it is meant.</param>
internal sealed record SettingTrap(IReadOnlyList<string> Paths, string Says, Condition When, string? Wanted, Severity Severity)
{
    /// <summary>In a program, only for arguments of these classes; all where it is empty.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>True where a part of a recipe tells as well, since nothing else can say what is missing.</summary>
    public bool IsOfParts { get; init; }

    /// <summary>Settings that are written as nothing; elsewhere one that is nothing counts as not written.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];
}
