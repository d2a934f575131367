using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0108 schedule-beyond-end: The schedule and the run do not end together.</summary>
public sealed class ScheduleBeyondEnd : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0108",
        Name = "schedule-beyond-end",
        Severity = Severity.Warning,
        SeverityNote = "A warning where a large part of the schedule is lost; a note where little is, or the framework's own "
            + "recipes do so; an error for milestones that do not rise, or that the framework refuses.",
        Title = "The schedule and the run do not end together",
        Failure = Failure.PoorMinimum,
        Why = "Drops that come after the last step never happen, so the run stops at a rate that was meant for its middle and the weights never settle. Milestones out of order make the rate jump, and some frameworks refuse them.",
        Instead = "Put every milestone before the end, in rising order, in the unit in which the framework counts.",
        Suppress = "When the later milestones belong to a longer run that continues this one.",
        Sources =
        [
            "fvcore, param_scheduler.py: milestones must rise and lie before the end",
            "Practice: all milestones beyond the end is the idiom for a constant rate in RT-DETR and PaddleDetection",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              STEPS: (60000, 120000)
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              STEPS: (60000, 80000)
            """,
        Experiment = "final loss against the same schedule ending with the run, where noise is left to take away",
    };

    // Practice ends schedules up to 1.7 times as long as the run on purpose (PaddleDetection).
    private const double FarBeyond = 2;

    // From here on, a milestone is a way to write "never" (RT-DETR, PaddleDetection: 1000 in a run of 72 epochs).
    private const double Never = 10;

    // Where frameworks write so by habit, nearer already (TensorFlow Object Detection: 900,000 in runs of 200,000).
    private const double NeverByHabit = 4;

    // A schedule that is this much longer or shorter than its run is a forgotten number, not a choice.
    private const double Hopeless = 4;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe) =>
        JudgeMilestones(recipe).Concat(JudgeLength(recipe)).Concat(JudgeHold(recipe)).Concat(JudgeUnit(recipe))
            .Concat(JudgeWarmupTwice(recipe));

    // epochs x len(loader) as the length of a schedule that counts epochs: nothing of its number need be known.
    private IEnumerable<Finding> JudgeUnit(Recipe recipe)
    {
        if (recipe.Means(Facts.ScheduleLength, Meaning.StepsCountedAsEpochs)
            && recipe.Get(Facts.ScheduleLength) is { Place: not null } length)
        {
            yield return At(recipe, length, "The length of the schedule counts optimizer steps (" + length.Text + "), but it is stepped once an epoch, "
                + "so the run ends near its start; step it at every step (interval: step), or count epochs.");
        }
    }

    // A schedule that is shorter than the run by exactly its warmup, where the warmup lies within the schedule.
    private IEnumerable<Finding> JudgeWarmupTwice(Recipe recipe)
    {
        if (recipe.Means(Facts.ScheduleLength, Meaning.HoldsWarmup) && recipe.Get(Facts.ScheduleLength) is { Place: not null } length
            && length.TryGet(out var steps) && recipe.Get(Facts.WarmupSteps).TryGet(out var warmup) && warmup > 0
            && recipe.Get(Facts.MaxSteps).TryGet(out var run) && System.Math.Abs(steps + warmup - run) <= 1)
        {
            yield return At(recipe, length, "The schedule is shorter than the run by just its warmup, which the framework counts "
                + "within the "
                + "schedule, so the last " + Show(warmup) + " steps stay at the lowest rate; make schedule and run equally long.",
                Severity.Info);
        }
    }

    private IEnumerable<Finding> JudgeMilestones(Recipe recipe)
    {
        if (recipe.Get(Facts.Milestones) is not { IsWritten: true } milestones || !milestones.TryGet(out var drops) || drops.Count == 0
            || FallsSmoothly(ScheduleNames.KindOf(recipe.Get(Facts.Schedule).Or(""))))
        {
            yield break;
        }

        if (drops.Any(drop => drop < 0))
        {
            yield return At(recipe, milestones, "The milestone " + Show(drops.First(drop => drop < 0)) + " lies before the first step, so that drop never comes; write numbers from 0 on.", Severity.Error);
            yield break;
        }

        if (Pairs(drops).Any(pair => pair.Later < pair.Earlier))
        {
            yield return At(recipe, milestones, "The milestones " + milestones.Text + " do not rise; write them in the order in which they come.", Severity.Error);
            yield break;
        }

        if (drops.Count > 1 && drops[0] == 0)
        {
            yield return At(recipe, milestones, "The milestone 0 drops the rate before the first step, so the peak that is written is never used; write numbers above 0.");
        }

        if (Pairs(drops).Any(pair => pair.Later == pair.Earlier))
        {
            var twice = Pairs(drops).First(pair => pair.Later == pair.Earlier);
            yield return At(recipe, milestones, "The milestone " + Show(twice.Later) + " stands twice, so two drops come at once; write each of them once.");
        }

        if (!recipe.Get(Facts.DecayFactor).Is(1)
            && recipe.Lengths().FirstOrDefault(length => length.Unit == recipe.ScheduleUnit) is { } run)
        {
            foreach (var finding in JudgeDrops(recipe, milestones, drops, run))
            {
                yield return finding with { Partner = PartnerOf(run.Setting) };
            }
        }
    }

    // Milestones of a base file mean nothing to a schedule without drops that a file on top of it names (fast-reid, Base-SBS).
    private static bool FallsSmoothly(ScheduleKind kind) => kind is ScheduleKind.Linear or ScheduleKind.Polynomial or ScheduleKind.Cosine
        or ScheduleKind.CosineWave or ScheduleKind.OneCycle or ScheduleKind.InverseSquareRoot or ScheduleKind.Noam
        or ScheduleKind.WarmupStableDecay or ScheduleKind.TriStage;

    private IEnumerable<Finding> JudgeDrops(Recipe recipe, Setting<IReadOnlyList<double>> milestones, IReadOnlyList<double> drops,
        RunLength run)
    {
        var beyond = drops.Count(drop => drop > run.Amount);
        var end = Show(run);
        if (recipe.Means(Facts.Milestones, Meaning.EndIsRefused) && beyond == 0 && drops[drops.Count - 1] == run.Amount)
        {
            yield return At(recipe, milestones, "The milestone " + Show(run.Amount) + " is the very end of the run, which the framework refuses: a drop must come before it. Delete it, or train longer.", Severity.Error);
        }
        else if (beyond == 0 && drops.Count == 1 && drops[0] == run.Amount)
        {
            yield return At(recipe, milestones, "The only drop, at " + Show(drops[0]) + ", comes at the very end of the run at " + end + ", so the rate never changes; move it before the end.",
                recipe.Regime == Regime.FromScratch && !recipe.Means(Facts.Milestones, Meaning.BeyondEndIsIdiom) ? Severity.Warning
                    : Severity.Info);
        }
        else if (beyond == drops.Count)
        {
            var never = recipe.Means(Facts.Milestones, Meaning.BeyondEndIsIdiom) ? NeverByHabit : Never;
            yield return At(recipe, milestones, "All milestones " + milestones.Text + " lie beyond the end at " + end + ", so the rate stays constant; if that is meant, say so with a constant schedule.", drops[0] < never * run.Amount ? Severity.Warning
                : Severity.Info);
        }
        else if (beyond > 0)
        {
            yield return At(recipe, milestones, "The milestone " + Show(drops.First(drop => drop > run.Amount)) + " lies beyond the end at " + end + ", so that drop never happens; move it before the end.",
                recipe.Means(Facts.Milestones, Meaning.BeyondEndIsIdiom) ? Severity.Info : Severity.Warning);
        }
    }

    // Which of the two lengths is meant only its author knows, so a mismatch is no more than worth knowing.
    private IEnumerable<Finding> JudgeLength(Recipe recipe)
    {
        if (recipe.Get(Facts.ScheduleLength) is not { IsWritten: true } length || !length.TryGet(out var steps) || steps <= 0
            || recipe.Lengths().FirstOrDefault(whole => whole.Unit == recipe.ScheduleUnit) is not { } run
                || !ReferenceEquals(run.Setting, recipe.Lengths().First().Setting))
        {
            yield break;
        }

        var kind = ScheduleNames.KindOf(recipe.Get(Facts.Schedule).Or(""));
        var finding = kind switch
        {
            ScheduleKind.Step => JudgePeriod(recipe, length, steps, run),
            ScheduleKind.Exponential or ScheduleKind.CosineWithRestarts => null,
            _ when recipe.Means(Facts.ScheduleLength, Meaning.CountsFromWarmup) => At(
                recipe,
                length,
                "The schedule takes " + Show(steps) + " from where it begins, behind the warmup, and the run ends at " + Show(run)
                + ", so the end of its fall is cut off; say where it ends instead (end), or take the warmup off its length.",
                Severity.Info),
            ScheduleKind.OneCycle when steps < run.Amount => At(
                recipe, length, "The cycle ends after " + Show(steps) + " of " + Show(run) + ", and torch's OneCycleLR refuses every step beyond (ValueError); make the two equal."),
            _ => JudgeWhole(recipe, length, steps, run, mayWarn: kind != ScheduleKind.Unknown && !IsFlat(recipe) && !recipe.IsShort()),
        };
        if (finding is not null)
        {
            yield return finding with { Partner = PartnerOf(run.Setting) };
        }
    }

    // Only the first period has to lie within the run. One that is as long as the run or longer is also a way to write "constant".
    private Finding? JudgePeriod(Recipe recipe, Setting<double> length, double steps, RunLength run) => steps >= run.Amount
        ? At(recipe, length, "The rate drops every " + Show(steps) + " and the run ends at " + Show(run) + ", so it never drops; shorten the period.", Severity.Info)
        : null;

    // A floor at the height of the peak makes the length of the fall a matter of taste.
    private static bool IsFlat(Recipe recipe) =>
        recipe.Get(Facts.FinalLearningRate).TryGet(out var final) && recipe.Get(Facts.LearningRate).TryGet(out var peak) && final >= peak;

    private Finding? JudgeWhole(Recipe recipe, Setting<double> length, double steps, RunLength run, bool mayWarn)
    {
        if (steps >= FarBeyond * run.Amount && !recipe.Means(Facts.ScheduleLength, Meaning.BeyondEndIsIdiom))
        {
            return At(recipe, length, "The schedule is " + Show(steps) + " long and the run ends at " + Show(run) + ", so the rate hardly falls; make the two end together.", mayWarn && steps > Hopeless * run.Amount ? null : Severity.Info);
        }

        if (steps * FarBeyond < run.Amount)
        {
            return At(recipe, length, "The schedule ends after " + Show(steps) + " of " + Show(run) + ", and the rest of the run stays at its last rate or climbs again; make the two end together.", mayWarn && steps * Hopeless < run.Amount ? null : Severity.Info);
        }

        return null;
    }

    private IEnumerable<Finding> JudgeHold(Recipe recipe)
    {
        var start = recipe.Get(Facts.DecayStart);
        if (start.TryGet(out var begins) && recipe.Lengths().FirstOrDefault(whole => whole.Unit == recipe.ScheduleUnit) is { } run
            && begins >= run.Amount && run.Amount > 0)
        {
            yield return At(recipe, start, "The decay begins at " + Show(begins) + (start.Derivation is { } how ? " (" + how + ")" : "") + " and the run ends at " + Show(run) + ", so the rate never falls; shorten warmup and hold, or train longer.");
        }
    }

    private static IEnumerable<(double Earlier, double Later)> Pairs(IReadOnlyList<double> drops) =>
        drops.Zip(drops.Skip(1), (earlier, later) => (earlier, later));
}
