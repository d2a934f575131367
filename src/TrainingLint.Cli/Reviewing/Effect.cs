using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Cli.Reviewing;

/// <summary>Something that a run does otherwise than before.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Before">Its value before; null where there was none.</param>
/// <param name="After">Its value now; null where there is none.</param>
/// <param name="Ratio">How many times the old number the new one is; null where that means nothing.</param>
/// <param name="Place">Where the new value is written; null where it is not.</param>
internal sealed record Effect(string Name, string? Before, string? After, double? Ratio, Place? Place);

/// <summary>Compares recipes by what they make a run do, not by how they are written.</summary>
internal static class Effects
{
    private const string RunTime = "known only at run time";

    // A seed twice as large is no larger seed.
    private static readonly SettingKey[] WithoutRatio =
        [Facts.Seed, Facts.DataSeed, Facts.Beta1, Facts.Beta2, Facts.Momentum, Facts.Discount, Facts.GaeLambda];

    /// <summary>What differs, in the order in which recipes are shown. A default that is now written out is no difference.</summary>
    public static IReadOnlyList<Effect> Between(Recipe before, Recipe after)
    {
        var effects = Facts.All.Select(key => Of(key.Name, before.Get(key), after.Get(key), hasRatio: !WithoutRatio.Contains(key)))
            .Concat(Groups(before, after))
            .OfType<Effect>()
            .ToList();
        if (!effects.Exists(effect => effect.Name == Facts.EffectiveBatchSize.Name))
        {
            effects.AddRange(Derived("effective batch", before.EffectiveBatch(), after.EffectiveBatch(), effects));
        }

        effects.AddRange(Derived("warmup share", WarmupShare(before), WarmupShare(after), effects));

        // That the last rate rises with the peak goes without saying.
        var rate = effects.Find(effect => effect.Name == Facts.LearningRate.Name)?.Ratio;
        effects.AddRange(Derived("final rate", RecipeSchedule.Of(before)?.Final, RecipeSchedule.Of(after)?.Final, effects)
            .Where(final => !(Math.Abs((final.Ratio - rate) ?? 1) <= 1e-9 * rate)));
        effects.AddRange(Graded(DerivedFacts.Grade(RecipeSchedule.Of(before)), DerivedFacts.Grade(RecipeSchedule.Of(after)), effects));
        return effects;
    }

    /// <summary>A number for people.</summary>
    public static string Show(double value)
    {
        var magnitude = Math.Abs(value);
        return value == 0 || magnitude is >= 1e-3 and < 1e7
            ? Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture)
            : value.ToString("0.####e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
    }

    /// <summary>A ratio for people: <c>x100</c>, <c>/2</c>.</summary>
    public static string ShowRatio(double ratio) => ratio >= 1 ? "x" + Significant(ratio) : "/" + Significant(1 / ratio);

    private static string Significant(double value) => value.ToString(value >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);

    private static Effect? Of(string name, Setting before, Setting after, bool hasRatio)
    {
        var (old, now) = (Value(before), Value(after));
        if (old == now || (before.BoxedValue is double number && after.BoxedValue is double other && number.Equals(other)))
        {
            return null;
        }

        return new Effect(name, old, now, hasRatio ? Ratio(before.BoxedValue as double?, after.BoxedValue as double?) : null, after.Place);
    }

    private static IEnumerable<Effect?> Groups(Recipe before, Recipe after) =>
        before.ParameterGroups.Concat(after.ParameterGroups).Select(group => group.Name).Distinct(StringComparer.Ordinal)
            .Select(name => Of(Facts.LearningRate.Name + " of " + name, Group(before, name), Group(after, name), hasRatio: true));

    private static Setting<double> Group(Recipe recipe, string name) =>
        recipe.ParameterGroups.FirstOrDefault(group => group.Name == name)?.LearningRate ?? Setting<double>.Unknown;

    // What follows from settings is worth a line only when something else already differs, and when it differs itself.
    private static IEnumerable<Effect> Derived(string name, double? before, double? after, List<Effect> effects)
    {
        var isSame = before == after || (before is { } old && after is { } now && Math.Abs(old - now) <= 1e-9 * Math.Abs(old));
        return isSame || effects.Count == 0
            ? []
            : [new Effect(name, before is { } b ? Show(b) : null, after is { } a ? Show(a) : null, Ratio(before, after), null)];
    }

    // Of a schedule that is new or gone, a grade alone says nothing about the change.
    private static IEnumerable<Effect> Graded(string? before, string? after, List<Effect> effects) =>
        before is null || after is null || before == after || effects.Count == 0 ? []
            : [new Effect(ScheduleGrade.Name, before, after, null, null)];

    private static double? WarmupShare(Recipe recipe) =>
        recipe.Warmups().FirstOrDefault() is { Unit: not LengthUnit.ShareOfRun } warmup ? recipe.ShareOfRun(warmup) : null;

    private static double? Ratio(double? before, double? after) =>
        before > 0 && after > 0 && double.IsFinite(after.Value / before.Value) ? after / before : null;

    private static string? Value(Setting setting) => setting switch
    {
        { BoxedValue: double number } => double.IsNaN(number) ? setting.Text ?? "not a number" : Show(number),
        { BoxedValue: IReadOnlyList<double> numbers } => "[" + string.Join(", ", numbers.Select(Show)) + "]",
        { BoxedValue: bool flag } => flag ? "on" : "off",
        { BoxedValue: { } value } => Convert.ToString(value, CultureInfo.InvariantCulture),
        { Text: { } text } => text + " (" + RunTime + ")",
        _ => null,
    };
}
