using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Traps;

/// <summary>A fact that holds, as an observation.</summary>
internal static class TrapNotes
{
    /// <summary>Of a setting or an argument that is written.</summary>
    public static Observation Of(MappingEntry entry, string path, string? found, string? wanted, string says, Severity severity)
    {
        var written = entry.Key.Text + (entry.Value is ScalarNode scalar ? ": " + scalar.Text : "");
        return wanted is null ? new WithoutEffectObservation(entry.Key.Place, path, written, says, severity)
            : new WrongTypeObservation(entry.Key.Place, path, found ?? "'" + written + "'", wanted, says, severity) { IsOfCombination = true };
    }

    /// <summary>Of a call or a statement as a whole.</summary>
    public static Observation Of(Place place, string key, string found, string? wanted, string says, Severity severity) =>
        wanted is null ? new WithoutEffectObservation(place, key, found, says, severity)
            : new WrongTypeObservation(place, key, found, wanted, says, severity) { IsOfCombination = true };
}
