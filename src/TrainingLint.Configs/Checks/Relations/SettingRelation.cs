using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>Settings that do not go together: what must hold of them, where that is said, and what comes of it.</summary>
/// <param name="Tests">What holds of each setting.</param>
/// <param name="At">The names of the setting at which it is said; the first that is tested where none are named.</param>
/// <param name="IsIgnored">True where the setting is left aside without a word; false where it is refused or does harm.</param>
/// <param name="Wanted">What fits instead, for people.</param>
/// <param name="Says">What happens, for people.</param>
/// <param name="Severity">How sure it is that this is a mistake.</param>
internal sealed record SettingRelation(
    IReadOnlyList<SettingTest> Tests, string? At, bool IsIgnored, string Wanted, string Says, Severity Severity)
{
    private static readonly Regex Reference = new(@"\{(?<name>[\w.|]+)\}", RegexOptions.CultureInvariant);

    private const int LongestValue = 60;

    /// <summary>What is to be said of some settings; null where they go together.</summary>
    /// <param name="bag">The settings.</param>
    /// <param name="whole">Where it is said when no setting is there to say it at.</param>
    /// <param name="pathOf">The path of a setting.</param>
    public Observation? In(SettingBag bag, ConfigNode whole, Func<string, string> pathOf)
    {
        if (!Tests.All(test => test.Holds(bag)))
        {
            return null;
        }

        var named = (At is null ? Tests.Select(test => test.Names) : [At]).Select(bag.Find).FirstOrDefault(entry => entry is not null);
        // At the key, where other tables speak of it as well; an argument by position has none.
        var key = named is { Key: { Text: { Length: > 0 } text } own } && !char.IsDigit(text[0]) ? own : null;
        var name = key?.Text ?? (At ?? Tests[0].Names).Split('|')[0];
        ConfigNode node = key is not null ? key : named?.Value ?? whole;
        var found = named is { } written ? Short(SettingBag.Written(written.Value)) : "no '" + name + "'";
        var says = Filled(Says, bag);
        return IsIgnored
            ? new WithoutEffectObservation(node.Place, pathOf(name), name + ": " + found, says, Severity)
            : new WrongTypeObservation(node.Place, pathOf(name), named is null ? found : name + ": " + found, Filled(Wanted, bag), says,
                Severity)
            { IsOfCombination = true };
    }

    private static string Filled(string text, SettingBag bag) => Reference.Replace(text, match =>
        bag.Find(match.Groups["name"].Value) is { } entry ? Short(SettingBag.Written(entry.Value))
            : bag.Text(match.Groups["name"].Value) ?? match.Groups["name"].Value);

    private static string Short(string text) => text.Length <= LongestValue ? text : text.Substring(0, LongestValue - 3) + "...";
}
