using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>Calls of a program by what they call and are given.</summary>
/// <param name="Names">Last parts of the dotted name; a star at either end of a part stands for anything.</param>
/// <param name="When">What must hold of the arguments.</param>
/// <param name="Whole">Arguments that must be calls of which every argument is seen.</param>
internal sealed record CallPattern(IReadOnlyList<string> Names, Condition When, IReadOnlyList<string> Whole)
{
    /// <summary>Arguments that must be calls, by what they call.</summary>
    public IReadOnlyDictionary<string, string[]> Made { get; init; } = new Dictionary<string, string[]>();

    private readonly string[][] _names = [.. Names.Select(name => name.Split('.'))];

    /// <summary>True where a dotted name ends in one of the names.</summary>
    public bool IsNamed(string name)
    {
        var parts = name.Split('.');
        return Array.Exists(_names, wanted => wanted.Length <= parts.Length
            && Enumerable.Range(0, wanted.Length).All(i => Fits(parts[parts.Length - wanted.Length + i], wanted[i])));
    }

    /// <summary>True where the arguments are as they must be; of what is not seen nothing is claimed to be absent.</summary>
    public bool Holds(RecipeScope scope) => When.Holds(scope) && !(When.AsksForAbsence && scope.Has(PythonFormat.Rest))
        && Whole.All(path => scope.Mapping(path) is { } part && NodeTags.CalledBy(part) is not null && !part.Has(PythonFormat.Rest))
        && Made.All(made => NodeTags.CalledBy(scope.Node(made.Key)) is { } called && made.Value.Contains(DottedName.Last(called)));

    // Names of classes differ by case, unlike the words of settings.
    private static bool Fits(string text, string pattern) => Condition.Fits(text, pattern)
        && text.IndexOf(pattern.Trim('*'), StringComparison.Ordinal) >= 0;
}
