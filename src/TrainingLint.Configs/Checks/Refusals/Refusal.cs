using System.Collections.Generic;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Refusals;

/// <summary>
/// What a program makes of one setting beside others: it refuses the two together, does not read the one, or demands a third.
/// </summary>
/// <param name="Key">Path of the setting that is pointed at.</param>
/// <param name="When">What must hold of the settings.</param>
/// <param name="Says">What the program does, for people.</param>
/// <param name="Wanted">What to write instead; null where the setting is not read and may go.</param>
/// <param name="Severity">How sure it is that nobody means it.</param>
internal sealed record Refusal(string Key, Condition When, string Says, string? Wanted, Severity Severity)
{
    private static readonly Dictionary<string, Severity> Severities = new(System.StringComparer.Ordinal)
    {
        ["error"] = Severity.Error,
        ["warning"] = Severity.Warning,
        ["info"] = Severity.Info,
    };

    /// <summary>Reads a row: <c>key</c>, <c>refused</c> with <c>wanted</c> or <c>unread</c>, and the tests of a condition.</summary>
    public static Refusal Read(Section row)
    {
        var (key, refused, wanted) = (row.Required("key"), row.Text("refused"), row.Text("wanted"));
        var unread = row.Text("unread");
        if ((refused is null) == (unread is null) || (refused is null) != (wanted is null))
        {
            row.Report(row.Self, "a refusal says either 'refused' with 'wanted', or 'unread'");
        }

        var severity = row.Word("severity", refused is null ? Severity.Warning : Severity.Error, Severities);
        return new Refusal(key, Condition.Read(row), refused ?? unread ?? "", wanted, severity);
    }

    /// <summary>Notes the setting where the file itself writes it and it holds.</summary>
    public void Observe(RecipeScope scope, ICollection<Observation> observations)
    {
        if (scope.Entry(Key) is not { } entry || scope.OriginOf(entry.Key) != Origin.File || (When.AsksForAbsence && !scope.View.IsComplete)
            || !When.Holds(scope))
        {
            return;
        }

        var text = (entry.Value as ScalarNode)?.Text;
        var path = scope.Absolute(Key);
        observations.Add(Wanted is null
            ? new WithoutEffectObservation(entry.Key.Place, path, entry.Key.Text + (text is null ? "" : ": " + text), Says, Severity)
            : new WrongTypeObservation(entry.Key.Place, path, entry.Key.Text + (text is null ? "" : ": " + text), Wanted, Says,
                Severity)
            { IsOfCombination = true });
    }
}
