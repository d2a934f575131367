using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Schedules;

/// <summary>The schedule that a recipe describes.</summary>
public static class RecipeSchedule
{
    /// <summary>Longer runs, such as one of <c>.inf</c> steps that another setting ends, have no last step to schedule for.</summary>
    private const double LongestRun = 1e15;

    /// <summary>torch's, detectron2's and Paddle's default for a drop.</summary>
    private const double UsualDrop = 0.1;

    /// <summary>fairseq's tri_stage ends at this share of the peak unless told otherwise (fairseq/optim/lr_scheduler/tri_stage_lr_scheduler.py).</summary>
    private const double TriStageFinalShare = 0.01;

    /// <summary>
    /// The schedule of a recipe; null when the recipe does not determine it: an unknown name, rate or length,
    /// or lengths in units that cannot be converted.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="assumedStepsPerEpoch">
    /// Steps in an epoch where the recipe does not tell. With every length in epochs the course does not depend on it.
    /// </param>
    /// <param name="assumedUnit">What the schedule counts in where the recipe does not tell.</param>
    public static LearningRateSchedule? Of(Recipe recipe, double? assumedStepsPerEpoch = null, LengthUnit assumedUnit = LengthUnit.Unknown)
    {
        if (!Kind(recipe, out var kind) || !(PeakRate(recipe) is { } rate && rate > 0))
        {
            return null;
        }

        var lengths = new Lengths(recipe, assumedStepsPerEpoch, assumedUnit);
        if (!(lengths.Run is >= 1 and <= LongestRun and var run) || !(lengths.Warmup is { } warmup && warmup >= 0))
        {
            return null;
        }

        return Build(recipe, kind, lengths, rate, run, warmup) is { } schedule
            ? warmup > 0 && !BringsItsWarmup(kind) ? WithWarmup(recipe, schedule, kind, warmup) : schedule
            : null;
    }

    private static bool Kind(Recipe recipe, out ScheduleKind kind)
    {
        var name = recipe.Get(Facts.Schedule);
        kind = name.IsMissing ? ScheduleKind.Constant : name.TryGet(out var written) ? ScheduleNames.KindOf(written) : ScheduleKind.Unknown;

        // Two classes are called WarmupLR: one keeps the rate (DeepSpeed), one falls with the square root of time (ESPnet, WeNet).
        if (kind == ScheduleKind.InverseSquareRoot && recipe.Means(Facts.Schedule, Meaning.WarmupHoldsPeak))
        {
            kind = ScheduleKind.Constant;
        }

        if (kind == ScheduleKind.Cosine && recipe.Means(Facts.Schedule, Meaning.CosineClimbsAgain))
        {
            kind = ScheduleKind.CosineWave;
        }

        return kind != ScheduleKind.Unknown;
    }

    private static double? PeakRate(Recipe recipe) =>
        recipe.Get(Facts.EffectiveLearningRate).TryGet(out var effective) ? effective
        : recipe.Get(Facts.LearningRate).TryGet(out var written) ? written
        : null;

    private static bool BringsItsWarmup(ScheduleKind kind) => kind is ScheduleKind.OneCycle or ScheduleKind.Noam;

    private static LearningRateSchedule WithWarmup(Recipe recipe, LearningRateSchedule schedule, ScheduleKind kind, double warmup)
    {
        var start = recipe.Get(Facts.WarmupStartLearningRate).TryGet(out var written) && written >= 0 ? written : 0;
        return schedule.WithWarmup(new Warmup(warmup, start), CountsAfterWarmup(kind));
    }

    /// <summary>Falls over the rest of the run start behind the warmup; milestones, periods and time scales count from the first step.</summary>
    private static bool CountsAfterWarmup(ScheduleKind kind) =>
        kind is ScheduleKind.Linear or ScheduleKind.Polynomial or ScheduleKind.Cosine or ScheduleKind.CosineWave
            or ScheduleKind.CosineWithRestarts;

    private static LearningRateSchedule? Build(Recipe recipe, ScheduleKind kind, Lengths lengths, double rate, double run, double warmup)
    {
        var final = recipe.Get(Facts.FinalLearningRate).TryGet(out var end) && end >= 0 ? end : (double?)null;
        var factor = recipe.Get(Facts.DecayFactor).TryGet(out var drop) && drop > 0 ? drop : (double?)null;
        var length = Math.Max(1, (lengths.Schedule ?? run) - warmup);
        return kind switch
        {
            ScheduleKind.Constant => LearningRateSchedule.Constant(run, rate),
            ScheduleKind.MultiStep => MultiStep(lengths, run, rate, factor),
            ScheduleKind.Step when lengths.Milestones is null => lengths.Schedule is { } period && period > 0
                ? LearningRateSchedule.Step(run, rate, period, factor ?? UsualDrop)
                : null,
            ScheduleKind.Step => MultiStep(lengths, run, rate, factor),
            ScheduleKind.Linear => LearningRateSchedule.Linear(run, rate, final ?? 0, length),
            ScheduleKind.Polynomial => LearningRateSchedule.Polynomial(run, rate, final ?? 0, PowerOf(recipe), length),
            ScheduleKind.Cosine => LearningRateSchedule.Cosine(run, rate, final ?? 0, length),
            ScheduleKind.CosineWave =>
                LearningRateSchedule.CosineWave(run, rate, final ?? 0, lengths.Schedule is { } half && half > 0 ? half : length),
            ScheduleKind.CosineWithRestarts =>
                LearningRateSchedule.CosineWithRestarts(run, rate, final ?? 0, lengths.Schedule is { } cycle && cycle > 0 ? cycle : length),
            ScheduleKind.Exponential when factor is { } ratio && lengths.UnitInSteps is { } unit =>
                LearningRateSchedule.Exponential(run, rate, ratio, unit),
            ScheduleKind.OneCycle => LearningRateSchedule.OneCycle(run, rate, warmup > 0 && warmup < run ? warmup / run : 0.3),
            ScheduleKind.InverseSquareRoot => LearningRateSchedule.InverseSquareRoot(run, rate, warmup),
            ScheduleKind.Noam when warmup > 0 => LearningRateSchedule.Noam(run, rate * Math.Sqrt(warmup), 1, warmup),
            ScheduleKind.WarmupStableDecay => Ending(lengths, run, warmup) is { } fall
                ? LearningRateSchedule.WarmupStableDecay(run, rate, final ?? 0, fall.Start, fall.Length)
                : null,
            ScheduleKind.TriStage => Ending(lengths, run, warmup) is { } fall
                ? LearningRateSchedule.TriStage(run, rate, final is > 0 ? final.Value : rate * TriStageFinalShare, fall.Start, fall.Length)
                : null,
            _ => null,
        };
    }

    private static LearningRateSchedule? MultiStep(Lengths lengths, double run, double rate, double? factor) =>
        lengths.Milestones is { } milestones ? LearningRateSchedule.MultiStep(run, rate, milestones, factor ?? UsualDrop) : null;

    private static double PowerOf(Recipe recipe) => recipe.Get(Facts.SchedulePower).Or(1);

    /// <summary>Where the last fall begins: at a single milestone, or a schedule length (the length of the fall) before the end.</summary>
    private static (double Start, double Length)? Ending(Lengths lengths, double run, double warmup)
    {
        if (lengths.Milestones is { Count: 1 } milestones && milestones[0] >= warmup && milestones[0] < run)
        {
            return (milestones[0], run - milestones[0]);
        }

        return lengths.Schedule is { } fall && fall > 0 && fall + warmup < run ? (run - fall, fall) : null;
    }

    /// <summary>The lengths of a recipe in optimizer steps; null where they cannot be known.</summary>
    private sealed class Lengths
    {
        private readonly Recipe _recipe;
        private readonly double? _stepsPerEpoch;

        public Lengths(Recipe recipe, double? assumedStepsPerEpoch, LengthUnit assumedUnit)
        {
            _recipe = recipe;
            _stepsPerEpoch = Positive(Facts.StepsPerEpoch) ?? assumedStepsPerEpoch;
            Run = Positive(Facts.MaxSteps) ?? (Positive(Facts.Epochs) * _stepsPerEpoch);
            Warmup = FindWarmup();
            UnitInSteps = (recipe.ScheduleUnit == LengthUnit.Unknown ? assumedUnit : recipe.ScheduleUnit) switch
            {
                LengthUnit.Steps => 1,
                LengthUnit.Epochs => _stepsPerEpoch,
                LengthUnit.ShareOfRun => Run,
                LengthUnit.Tokens => Run / Positive(Facts.MaxTokens),
                _ => null,
            };
            Schedule = Positive(Facts.ScheduleLength) * UnitInSteps;
            Milestones = recipe.Get(Facts.Milestones).TryGet(out var written) && UnitInSteps is { } unit
                ? [.. written.Select(milestone => milestone * unit)]
                : null;
        }

        public double? Run { get; }

        public double? Warmup { get; }

        public double? UnitInSteps { get; }

        public double? Schedule { get; }

        public IReadOnlyList<double>? Milestones { get; }

        private double? Positive(SettingKey<double> key) => _recipe.Get(key).TryGet(out var value) && value > 0 ? value : null;

        private double? FindWarmup()
        {
            // Two settings at once are for a rule to judge; a value above zero is the one that somebody meant.
            var found = Positive(Facts.WarmupSteps)
                ?? (Positive(Facts.WarmupEpochs) * _stepsPerEpoch)
                ?? (Positive(Facts.WarmupRatio) * Run)
                ?? (Positive(Facts.WarmupTokens) / Positive(Facts.MaxTokens) * Run);
            if (found is not null)
            {
                return found;
            }

            SettingKey<double>[] keys = [Facts.WarmupSteps, Facts.WarmupEpochs, Facts.WarmupRatio, Facts.WarmupTokens];
            var open = keys.Any(key => _recipe.Get(key) is { State: SettingState.Unknown, Text: not null } || Positive(key) is not null);
            return open ? null : 0;
        }
    }
}
