using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>Finds names of optimizers, schedules and precisions that nobody has and that are one slip away from one that everybody knows.</summary>
internal static class KnownNameCheck
{
    private static readonly IReadOnlyList<(SettingKey<string> Key, KnownNames Names)> Kinds =
    [
        (Facts.Optimizer, KnownNames.Optimizers),
        (Facts.Schedule, KnownNames.Schedules),
        (Facts.Precision, KnownNames.Precisions),
    ];

    public static void Observe(CheckedDocument document)
    {
        foreach (var recipe in document.Recipes)
        {
            foreach (var (key, names) in Kinds)
            {
                if (recipe.Get(key) is { State: SettingState.Known, Origin: Origin.File, Text: { } text, Place: { } place, Key: { } path }
                    && names.MeantBy(text, isComplete: !document.IsHomeMade && ReferenceEquals(key, Facts.Optimizer)) is { } meant
                    && !NameDomain.IsRegistered(document, text))
                {
                    document.Observe(document.IsHomeMade
                        ? new UnknownNameObservation(place, path, names.What, text, meant, "A program that looks it up stops, or takes another one", Severity.Warning)
                        : new UnknownNameObservation(place, path, names.What, text, meant, "The framework looks it up by this name and stops", Severity.Error));
                }
            }
        }
    }
}
