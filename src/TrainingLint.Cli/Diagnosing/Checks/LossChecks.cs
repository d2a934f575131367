using System;
using System.Linq;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>Divergence, spikes, and losses that do not fall.</summary>
internal static class LossChecks
{
    private const string Name = "course of the loss";
    private const int FewestPoints = 10;
    private const int SpikeWindow = 20;
    private const int FewestBefore = 5;

    /// <summary>A value this many deviations above those before it, and this many times as high, is no noise.</summary>
    private const double SpikeDeviations = 10;
    private const double SpikeFactor = 1.5;

    /// <summary>Below this share of its start, a loss is as good as gone, and whatever is left of it jumps.</summary>
    private const double NoMore = 0.05;

    /// <summary>Losses that exactly equal 0 from some step on are what Hugging Face's Trainer logs of NaN (logging_nan_inf_filter).</summary>
    private const int FewestFiltered = 3;
    private const double LeastBeforeFilter = 0.1;

    /// <summary>Above this many times its first value, a loss has blown up whatever its noise.</summary>
    private const double HopelessFactor = 10;

    /// <summary>The least fall of a loss that counts as one.</summary>
    private const double LeastFall = 0.01;

    public static void Run(LoggedRun run, Diagnosis diagnosis)
    {
        if (run.Loss is not { } loss)
        {
            diagnosis.Leave(Name, "the log holds no training loss");
            return;
        }

        if (FindNoNumber(run, loss, diagnosis))
        {
            diagnosis.Did(Name);
            return;
        }

        if (run.IsReinforcement || loss.Finite.Any(point => point.Value < 0))
        {
            diagnosis.Leave(Name, run.IsReinforcement ? "in reinforcement learning a loss need not fall" : "the loss takes values below 0, so that no level of it counts as nothing learned");
            return;
        }

        if (loss.Finite.Count < FewestPoints)
        {
            diagnosis.Leave(Name, FormattableString.Invariant($"the log holds {loss.Finite.Count} losses, and {FewestPoints} are needed"));
            return;
        }

        diagnosis.Did(Name);
        var curve = new LossCurve(loss.Finite);
        if (!FindDivergence(run, curve, diagnosis))
        {
            FindSpike(run, curve, diagnosis);
            _ = FindNoFall(run, curve, diagnosis) || FindPlateau(run, curve, diagnosis);
        }
    }

    private static bool FindNoNumber(LoggedRun run, LogSeries loss, Diagnosis diagnosis)
    {
        if (NoNumber(run, loss) is not { } found)
        {
            return false;
        }

        var before = loss.Finite.LastOrDefault(finite => finite.Step < found.Point.Step && finite.Value != 0);
        diagnosis.Find(new(Causes.Diverged, IsRisk: true,
            found.What + (before.Value > 0 ? $", after {Text.Of(before.Value)} at {run.At(before)}" : ""), Calm(run))
        {
            Setting = run.Written(Facts.LearningRate, Facts.Optimizer),
            At = found.Point,
        });
        return true;
    }

    private static (LogPoint Point, string What)? NoNumber(LoggedRun run, LogSeries loss)
    {
        foreach (var point in loss.Points.Where(point => !double.IsFinite(point.Value)))
        {
            return (point, $"the loss is {Text.Of(point.Value)} at {run.At(point)}");
        }

        var filtered = loss.Points.Reverse().TakeWhile(point => point.Value == 0).Count();
        if (filtered >= FewestFiltered && filtered < loss.Points.Count && loss.Points[^(filtered + 1)].Value > LeastBeforeFilter)
        {
            return (loss.Points[^filtered], $"the loss is exactly 0 from {run.At(loss.Points[^filtered])} on, as a filter for NaN writes it");
        }

        // One overflow under mixed precision is skipped by the scaler; a norm that stays NaN is not.
        return run.GradientNorm is { Points: { Count: >= 2 } norms } && norms.TakeLast(2).All(point => double.IsNaN(point.Value))
            ? (norms.First(point => double.IsNaN(point.Value)), $"the norm of the gradient is NaN at {run.At(norms.First(point => double.IsNaN(point.Value)))} and stays so")
            : null;
    }

    /// <summary>What calms a run down, without what the config has already.</summary>
    private static string Calm(LoggedRun run) =>
        run.Recipe is { } recipe && recipe.Get(Facts.GradientClipNorm).Or(0) <= 0 && recipe.Get(Facts.GradientClipValue).Or(0) <= 0
            ? "lower the peak learning rate, warm up longer, and clip the norm of the gradient"
            : "lower the peak learning rate or warm up longer, and look at the batches of that step";

    private static bool FindDivergence(LoggedRun run, LossCurve curve, Diagnosis diagnosis)
    {
        if (BlowsUp(curve))
        {
            var start = curve.Values[0];
            var beyond = Array.FindIndex(curve.Values, value => value > 2 * start);
            diagnosis.Find(new(Causes.Diverged, IsRisk: true,
                $"the loss begins at {Text.Of(start)}, is beyond twice that from {run.At(curve.Points[beyond])} on, reaches {Text.Of(curve.Values.Max())} and ends at {Text.Of(curve.Last)}",
                Calm(run))
            {
                Setting = run.Written(Facts.LearningRate, Facts.Optimizer),
                At = curve.Points[beyond],
            });
            return true;
        }

        return FindLostDescent(run, curve, diagnosis);
    }

    /// <summary>True when most of the run is far above where it began. A single first value may be low by chance, but not by a factor of ten.</summary>
    private static bool BlowsUp(LossCurve curve)
    {
        var (start, usual) = (curve.Values[0], LossCurve.Median(curve.Values));
        return usual > HopelessFactor * start || (usual > 2 * start && usual > start + (6 * LossCurve.Noise(curve.Values)));
    }

    private static bool FindLostDescent(LoggedRun run, LossCurve curve, Diagnosis diagnosis)
    {
        var noise = LossCurve.Noise(curve.Values);
        var isAboveStart = curve.Last > 1.5 * curve.First && curve.Last > curve.First + (3 * noise);
        var gained = curve.First - curve.Lowest;
        var isLost = gained > 0.2 * curve.First && curve.Last > curve.Lowest + (0.5 * gained) && curve.Last > 1.3 * curve.Lowest
            && curve.Last > curve.Lowest + (4 * noise);
        if (!isAboveStart && !isLost)
        {
            return false;
        }

        var from = curve.LowestAt;
        while (from < curve.Values.Length - 1 && curve.Smooth[from] <= curve.Lowest + (0.25 * (curve.Last - curve.Lowest)))
        {
            from++;
        }

        diagnosis.Find(new(Causes.Diverged, IsRisk: true,
            $"the loss begins at {Text.Of(curve.First)}, reaches {Text.Of(curve.Lowest)} at {run.At(curve.Points[curve.LowestAt])}, rises from {run.At(curve.Points[from])} on and ends at {Text.Of(curve.Last)}",
            Calm(run))
        {
            Setting = run.Written(Facts.LearningRate, Facts.Optimizer),
            At = curve.Points[from],
        });
        return true;
    }

    private static void FindSpike(LoggedRun run, LossCurve curve, Diagnosis diagnosis)
    {
        for (var i = FewestBefore; i < curve.Values.Length; i++)
        {
            var before = curve.Values[Math.Max(0, i - SpikeWindow)..i];
            var level = LossCurve.Median(before);
            var spread = Math.Max(LossCurve.Noise(before), 0.01 * level);
            if (curve.Values[i] <= Math.Max(SpikeFactor * level, NoMore * curve.First)
                || curve.Values[i] <= level + (SpikeDeviations * spread))
            {
                continue;
            }

            var back = Array.FindIndex(curve.Values, i, value => value <= level + (3 * spread));
            var lasts = back < 0 ? curve.Values.Length - i : back - i;
            var isLasting = lasts > Math.Max(2, curve.Values.Length / 10);
            diagnosis.Find(new(Causes.LossSpike, isLasting,
                $"the loss jumps from {Text.Of(level)} to {Text.Of(curve.Values[i])} at {run.At(curve.Points[i])}"
                    + (back < 0 ? " and does not come back" : $" and is back at {run.At(curve.Points[back])}"),
                Calm(run))
            {
                Setting = run.Written(Facts.LearningRate, Facts.GradientClipNorm, Facts.Beta2),
                At = curve.Points[i],
            });
            return;
        }
    }

    private static bool FindNoFall(LoggedRun run, LossCurve curve, Diagnosis diagnosis)
    {
        if (curve.HasFallen(LeastFall) || diagnosis.Has(Causes.RateZero))
        {
            return false;
        }

        var outcomes = Math.Round(Math.Exp(curve.Last));
        var isChance = outcomes is >= 2 and <= 1e6 && Math.Abs(curve.Last - Math.Log(outcomes)) < 0.01 * curve.Last && outcomes <= 100;

        // Batches differ, so that a loss of a training that works is never the same number throughout.
        var isConstant = curve.Values.Length >= FewestPoints && curve.Values.All(value => value.Equals(curve.Values[0]));
        var isFault = isConstant || (!run.BeginsTrained && (run.Recipe is not null || isChance));
        diagnosis.Find(new(Causes.LearnedNothing, isFault,
            $"the loss does not fall: {Text.Of(curve.First)} at the start, {Text.Of(curve.Last)} at the end"
                + (isChance ? FormattableString.Invariant($", which is that of guessing among {outcomes}") : ""),
            "see that the parameters are those of the optimizer, that gradients reach them, and that the rate is neither tiny nor far too high")
        {
            Setting = run.Written(Facts.LearningRate, Facts.Optimizer),
            At = curve.Points[^1],
        });
        return true;
    }

    private static bool FindPlateau(LoggedRun run, LossCurve curve, Diagnosis diagnosis)
    {
        var half = curve.Values.Length / 2;
        var isFlat = half >= FewestPoints
            && Math.Abs(LossCurve.Median(curve.Values[half..(half + (half / 2))]) - curve.Last) < LeastFall * curve.Last
            && LossCurve.Median(curve.Values[(half / 2)..half]) - curve.Last < LeastFall * curve.Last;
        if (!isFlat || diagnosis.Has(Causes.RateZero))
        {
            return false;
        }

        diagnosis.Find(new(Causes.Plateau, IsRisk: false,
            $"the loss has not fallen since {run.At(curve.Points[half / 2])}: {Text.Of(curve.Last)} at the end",
            "a lower rate at the end, or a shorter run, would give as much")
        {
            Setting = run.Written(Facts.Schedule, Facts.Epochs, Facts.MaxSteps),
            At = curve.Points[half / 2],
        });
        return true;
    }
}
