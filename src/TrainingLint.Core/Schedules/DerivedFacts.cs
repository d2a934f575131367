using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Schedules;

/// <summary>What a recipe implies without saying it. Facts that need something unknown are left out.</summary>
public static class DerivedFacts
{
    /// <summary>The derived facts of a recipe, in the order in which they are shown.</summary>
    public static IReadOnlyList<DerivedFact> Of(Recipe recipe)
    {
        var facts = new List<DerivedFact>();
        AddBatch(recipe, facts);
        AddWarmup(recipe, facts);
        if (RecipeSchedule.Of(recipe) is { } schedule)
        {
            facts.Add(new("final rate", NumberText.Rounded(schedule.Final), "the schedule at the last step"));
            AddGrade(schedule, facts);
            if (schedule.ClimbsAfterPeak)
            {
                facts.Add(new("shape", "climbs again after its peak", "the schedule over the whole run"));
            }
        }

        return facts;
    }

    // A handful of steps is a trial of the program, which no schedule makes better or worse.
    private const long ShortestGraded = 100;

    private static void AddGrade(LearningRateSchedule schedule, List<DerivedFact> facts)
    {
        if (Grade(schedule) is { } grade)
        {
            facts.Add(new(ScheduleGrade.Name, grade, "last-iterate bound of convex theory, each at its best rate"));
        }
    }

    /// <summary>The grade of a schedule for people; null for a trial of a few steps and for a schedule without a rate.</summary>
    public static string? Grade(LearningRateSchedule? schedule)
    {
        if (schedule is null || schedule.Steps < ShortestGraded || ScheduleGrade.AgainstLinear(schedule) is not { } grade)
        {
            return null;
        }

        var percent = Math.Round((grade - 1) * 100);
        return Math.Abs(percent).ToString(CultureInfo.InvariantCulture) + " % " + (percent < 0 ? "below" : "above") + " linear decay";
    }

    private static void AddBatch(Recipe recipe, List<DerivedFact> facts)
    {
        if (recipe.Get(Facts.EffectiveBatchSize).HasValue || !recipe.Get(Facts.BatchSize).TryGet(out var batch))
        {
            return;
        }

        var accumulation = recipe.Get(Facts.GradientAccumulation).Or(1);
        if (recipe.EffectiveBatch() is { } effective)
        {
            facts.Add(new("effective batch", NumberText.Of(effective),
                FormattableString.Invariant($"{batch} x {accumulation} accumulation steps x {recipe.Get(Facts.WorldSize).Or(1)} devices")));
        }
        else if (accumulation > 1)
        {
            facts.Add(new("samples per step and device", NumberText.Of(batch * accumulation), FormattableString.Invariant($"{batch} x {accumulation} accumulation steps")));
        }
    }

    private static void AddWarmup(Recipe recipe, List<DerivedFact> facts)
    {
        if (recipe.Warmups().FirstOrDefault() is { Unit: not LengthUnit.ShareOfRun } warmup && recipe.ShareOfRun(warmup) is { } share)
        {
            facts.Add(new("warmup share", Math.Round(share * 100, 1).ToString(CultureInfo.InvariantCulture) + " % of the run", "warmup over length of the run"));
        }
    }
}
