using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Linting;

/// <summary>A recipe for people: each setting with its value, place and origin, and what follows from them.</summary>
public static class RecipeRows
{
    private const int LongestCell = 200;

    /// <summary>What is known of a recipe, in the order in which it is shown.</summary>
    /// <param name="file">The file that the recipe is in.</param>
    /// <param name="recipe">The recipe.</param>
    public static IEnumerable<RecipeRow> Of(TrainingFile file, Recipe recipe)
    {
        foreach (var item in recipe.Settings.Where(item => item.Value.HasValue || item.Value.Text is not null))
        {
            var (key, setting) = (item.Key, item.Value);
            yield return Row(FactWords.Of(key.Name), Value(key, setting), setting.Key, From(file, setting) + Meant(recipe, key),
                LineIn(file, setting));
        }

        foreach (var group in recipe.ParameterGroups)
        {
            var (key, rate) = (Facts.LearningRate, group.LearningRate);
            var name = FactWords.Of(key.Name) + " of " + group.Name;
            yield return Row(name, Value(key, rate), rate.Key, From(file, rate), LineIn(file, rate));
        }

        foreach (var gap in recipe.FilledGaps)
        {
            yield return Row(FactWords.Of(gap.Key.Name), gap.Text, gap.Name,
                FormattableString.Invariant($"default of the program, {gap.Place.File}:{gap.Place.Line}"));
        }

        foreach (var fact in DerivedFacts.Of(recipe))
        {
            yield return Row(fact.Name, fact.Value, null, "follows: " + fact.Derivation);
        }
    }

    private static RecipeRow Row(string name, string value, string? key, string from, int? line = null) =>
        new(Cell(name), Cell(value), string.Join(", ", new[] { Cell(key ?? ""), Cell(from) }.Where(part => part.Length > 0)), line);

    private static string Cell(string text) => PlainText.Of(PlainText.Short(text, LongestCell));

    private static int? LineIn(TrainingFile file, Setting setting) =>
        setting is { Origin: not (Origin.Default or Origin.Derived), Place: { } place } && place.File == file.Path ? place.Line : null;

    private static string Value(SettingKey key, Setting setting) => setting switch
    {
        { HasValue: false } => setting.Text + " (known only at run time)",
        { BoxedValue: string name } => name,
        { BoxedValue: bool flag } => flag ? "true" : "false",
        { Text: { } text } => text,
        { BoxedValue: double number } => key == Facts.ModelParameters ? NumberText.InWords(number)
            : number >= 1 ? NumberText.Count(number) : NumberText.Of(number),
        { BoxedValue: IReadOnlyList<double> numbers } => "[" + string.Join(", ", numbers.Select(NumberText.Of)) + "]",
        _ => "",
    };

    private static string From(TrainingFile file, Setting setting) => setting switch
    {
        { Origin: Origin.Default } => "framework default",
        { Origin: Origin.Derived } => "follows: " + setting.Derivation,
        { Place: { } place } when place.File == file.Path => FormattableString.Invariant($"line {place.Line}") + Instead(file, place),
        { Place: { } place } => FormattableString.Invariant($"{place.File}:{place.Line}"),
        _ => "",
    };

    private static string Meant(Recipe recipe, SettingKey key) =>
        string.Concat(recipe.MeaningsOf(key).Select(meaning => "; " + meaning.Description));

    // A launcher that goes over the file which it names.
    private static string Instead(TrainingFile file, Place place) =>
        file.Observations.OfType<OverriddenObservation>().FirstOrDefault(observation => observation.Place == place)
            is { Replaced: var replaced } overridden
            ? FormattableString.Invariant($", over {overridden.ReplacedText} of {replaced.File}:{replaced.Line}")
            : "";
}
