using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Core.Recipes;

/// <summary>Compares lengths of a recipe in one unit. What needs the size of an unknown data set stays unknown; nothing is guessed.</summary>
public static class RunArithmetic
{
    /// <summary>Samples per optimizer step over all devices, when the recipe says so.</summary>
    public static double? EffectiveBatch(this Recipe recipe)
    {
        if (recipe.Get(Facts.EffectiveBatchSize).TryGet(out var effective) && effective > 0)
        {
            return effective;
        }

        return recipe.Get(Facts.BatchSize).TryGet(out var batch) && recipe.Get(Facts.WorldSize).TryGet(out var world)
            && recipe.Get(Facts.GradientAccumulation).TryGet(out var accumulation) && batch > 0 && world > 0 && accumulation > 0
            ? batch * world * accumulation
            : null;
    }

    // Nobody trains for so few steps: such a run only shows that the program works.
    private const double MostTrialSteps = 20;

    // Benchmarks and checks of a program run for up to a hundred, with the schedule and the intervals of the real training.
    private const double MostShortSteps = 100;

    /// <summary>True for a run of so few optimizer steps that it can only be a trial of the program.</summary>
    public static bool IsTrial(this Recipe recipe) =>
        recipe.Get(Facts.MaxSteps).TryGet(out var steps) && steps is > 0 and <= MostTrialSteps;

    /// <summary>True for a trial, and for a run so short that its schedule and its intervals are likely those of a longer one.</summary>
    public static bool IsShort(this Recipe recipe) =>
        recipe.Is(Facts.SmokeTest)
        || (recipe.Get(Facts.MaxSteps).TryGet(out var steps) && steps is > 0 and <= MostShortSteps);

    /// <summary>The lengths of the run that are set, positive ones only, the deciding one (steps before epochs) first.</summary>
    public static IEnumerable<RunLength> Lengths(this Recipe recipe) => Positive(
        recipe,
        (Facts.MaxSteps, LengthUnit.Steps),
        (Facts.MaxTokens, LengthUnit.Tokens),
        (Facts.Epochs, LengthUnit.Epochs));

    /// <summary>The warmups that are set, positive ones only.</summary>
    public static IEnumerable<RunLength> Warmups(this Recipe recipe) => Positive(
        recipe,
        (Facts.WarmupSteps, LengthUnit.Steps),
        (Facts.WarmupEpochs, LengthUnit.Epochs),
        (Facts.WarmupTokens, LengthUnit.Tokens),
        (Facts.WarmupRatio, LengthUnit.ShareOfRun));

    /// <summary>A length as a share of the run; null when the units cannot be compared.</summary>
    public static double? ShareOfRun(this Recipe recipe, RunLength length)
    {
        if (length.Unit == LengthUnit.ShareOfRun)
        {
            return length.Amount;
        }

        var run = recipe.Lengths().ToArray();
        var same = run.FirstOrDefault(whole => whole.Unit == length.Unit);
        if (same is not null && ReferenceEquals(same, run[0]))
        {
            return length.Amount / same.Amount;
        }

        if (recipe.Get(Facts.StepsPerEpoch).TryGet(out var perEpoch) && perEpoch > 0 && run.Length > 0)
        {
            return InSteps(length, perEpoch) is { } part && InSteps(run[0], perEpoch) is { } whole ? part / whole : null;
        }

        // With both steps and epochs set and no way to convert, whichever ends the run first is unknown.
        return same is not null && run.Length == 1 ? length.Amount / same.Amount : null;
    }

    /// <summary>
    /// True when warmup is known not to happen: every way to write it is absent or zero, and nothing ramps up by itself.
    /// In a part that other files complete, only a written zero says so.
    /// </summary>
    public static bool HasNoWarmup(this Recipe recipe)
    {
        Setting<double>[] ways =
            [recipe.Get(Facts.WarmupSteps), recipe.Get(Facts.WarmupEpochs), recipe.Get(Facts.WarmupTokens), recipe.Get(Facts.WarmupRatio)];
        return !recipe.Is(Facts.ScheduleRampsUp)
            && ways.Any(way => recipe.IsFragment ? way.IsWritten : way.State != SettingState.Unknown)
            && ways.All(way => way.IsMissing || way.Is(0) || (way.State == SettingState.Unknown && way.Text is null));
    }

    private static double? InSteps(RunLength length, double perEpoch) => length.Unit switch
    {
        LengthUnit.Steps => length.Amount,
        LengthUnit.Epochs => length.Amount * perEpoch,
        _ => null,
    };

    private static IEnumerable<RunLength> Positive(Recipe recipe, params (SettingKey<double> Key, LengthUnit Unit)[] ways) =>
        ways.Where(way => recipe.Get(way.Key).TryGet(out var amount) && amount > 0)
            .Select(way => new RunLength(recipe.Get(way.Key).Or(0), way.Unit, recipe.Get(way.Key)));
}
