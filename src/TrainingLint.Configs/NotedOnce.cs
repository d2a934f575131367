using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs;

/// <summary>
/// What is noted of a file, each thing once: recipes of one file share keys, a key may be asked for twice, and what several tables know
/// of one value is one mistake of its writer, for which the strongest word is enough.
/// </summary>
internal static class NotedOnce
{
    public static IReadOnlyList<Observation> Of(IEnumerable<Observation> observations)
    {
        var noted = observations.Distinct().ToList();
        var strongest = new Dictionary<(string Kind, Place Place), Observation>();
        foreach (var observation in noted)
        {
            if (KindOf(observation) is { } kind && (!strongest.TryGetValue((kind, observation.Place), out var before)
                || SeverityOf(observation) > SeverityOf(before)))
            {
                strongest[(kind, observation.Place)] = observation;
            }
        }

        noted.RemoveAll(observation =>
            KindOf(observation) is { } kind && !ReferenceEquals(strongest[(kind, observation.Place)], observation));
        return noted;
    }

    private static string? KindOf(Observation observation) => observation switch
    {
        WithoutEffectObservation => "without effect",
        WrongTypeObservation => "wrong type",
        CodeObservation code => code.Rule,
        _ => null,
    };

    private static Severity SeverityOf(Observation observation) => observation switch
    {
        WithoutEffectObservation idle => idle.Severity,
        WrongTypeObservation wrong => wrong.Severity,
        CodeObservation code => code.Severity,
        _ => Severity.Info,
    };
}
