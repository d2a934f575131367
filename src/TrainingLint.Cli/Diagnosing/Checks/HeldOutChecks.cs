using System;
using System.Linq;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>Overfitting, and evaluations that say nothing.</summary>
internal static class HeldOutChecks
{
    private const string Name = "held-out loss";
    private const int FewestPoints = 3;
    private const int FewestAfter = 2;

    /// <summary>Rise above the lowest held-out loss that counts as one.</summary>
    private const double Rise = 0.05;

    public static void Run(LoggedRun run, Diagnosis diagnosis)
    {
        if (run.HeldOutLoss is not { } heldOut)
        {
            FindNoEvaluation(run, diagnosis);
            return;
        }

        var isInfinite = FindInfinite(run, heldOut, diagnosis);
        if (heldOut.Points.Count < FewestPoints)
        {
            diagnosis.Leave(Name, FormattableString.Invariant($"the log holds {heldOut.Points.Count} evaluations, and {FewestPoints} are needed"));
            return;
        }

        diagnosis.Did(Name);
        if (!isInfinite && !FindDead(run, heldOut, diagnosis) && !diagnosis.Has(Causes.Diverged))
        {
            FindOverfitting(run, heldOut, diagnosis);
        }
    }

    /// <summary>
    /// Evaluations that are infinite while the training loss is a number. What is not a number at all may be a cell of a table that was
    /// left empty; an infinity was computed. One that passes is worth knowing; one that lasts leaves nothing to choose a model by.
    /// </summary>
    private static bool FindInfinite(LoggedRun run, LogSeries heldOut, Diagnosis diagnosis)
    {
        var infinite = heldOut.Points.Where(point => double.IsInfinity(point.Value)).ToArray();
        if (infinite.Length == 0 || diagnosis.Has(Causes.Diverged))
        {
            return false;
        }

        var lasts = double.IsInfinity(heldOut.Points[^1].Value);
        var last = run.Loss?.Finite is [.., var end] ? $", while the training loss is {Text.Of(end.Value)} at {run.At(end)}" : "";
        diagnosis.Find(new(Causes.DeadEvaluation, IsRisk: lasts,
            $"the held-out loss is {Text.Of(infinite[0].Value)} at {run.At(infinite[0])}"
                + (lasts ? " and at the end" : " and a number again later") + last,
            "see where held-out data makes it overflow: a logarithm of 0, a division by an empty batch or mask, or half precision")
        {
            Setting = run.Written(Facts.Precision, Facts.Validation),
            At = infinite[0],
        });
        return lasts;
    }

    /// <summary>Only the state of a trainer holds all evaluations; other logs may be those of training alone.</summary>
    private static void FindNoEvaluation(LoggedRun run, Diagnosis diagnosis)
    {
        var interval = run.Recipe is { EvaluationUnit: LengthUnit.Steps } recipe && recipe.Get(Facts.Validation).Is(true)
            && recipe.Get(Facts.EvaluationInterval).TryGet(out var steps) && steps >= 1 ? steps : double.NaN;
        if (run.Log.Format == LogFormat.TrainerState && run.Log.Range.Last >= 3 * interval)
        {
            diagnosis.Find(new(Causes.DeadEvaluation, IsRisk: true,
                FormattableString.Invariant($"no evaluation was logged in {run.Log.Range.Last} steps, and the config asks for one every {interval}"),
                "see that held-out data is given to the trainer, and that evaluation is switched on")
            {
                Setting = run.Written(Facts.EvaluationInterval, Facts.Validation),
            });
            return;
        }

        diagnosis.Leave(Name, "the log holds no held-out loss");
    }

    private static bool FindDead(LoggedRun run, LogSeries heldOut, Diagnosis diagnosis)
    {
        var first = heldOut.Points[0];
        var isSame = heldOut.Points.All(point => point.Value.Equals(first.Value));
        var hasMoved = run.Loss is { } loss && loss.Finite.Select(point => point.Value).Distinct().Count() > FewestPoints;
        if (!isSame || !hasMoved || diagnosis.Has(Causes.RateZero)
            || (diagnosis.Has(Causes.Diverged) && double.IsFinite(first.Value) is false))
        {
            return false;
        }

        diagnosis.Find(new(Causes.DeadEvaluation, IsRisk: true,
            FormattableString.Invariant($"all {heldOut.Points.Count} evaluations give exactly {Text.Of(first.Value)}, while the training loss moves"),
            "see that the model that is trained is the one that is evaluated (not a copy, an average that never starts, or weights read from a file), and that there is held-out data")
        {
            Setting = run.Written(Facts.Validation, Facts.EvaluationInterval, Facts.EmaDecay),
            At = first,
        });
        return true;
    }

    private static void FindOverfitting(LoggedRun run, LogSeries heldOut, Diagnosis diagnosis)
    {
        var points = heldOut.Finite;
        if (points.Count < FewestPoints || points.Any(point => point.Value <= 0) || run.IsReinforcement)
        {
            return;
        }

        var lowest = points.MinBy(point => point.Value);
        var after = points.Where(point => point.Step > lowest.Step).Select(point => point.Value).ToArray();
        var training = run.Loss?.Finite.ToArray() ?? [];
        var near = training.Where(point => point.Step <= lowest.Step).TakeLast(5).Select(point => point.Value).ToArray();
        if (after.Length < FewestAfter || near.Length == 0 || after[^FewestAfter..].Min() < (1 + Rise) * lowest.Value)
        {
            return;
        }

        var end = LossCurve.Median([.. training.TakeLast(5).Select(point => point.Value)]);
        if (end >= LossCurve.Median(near))
        {
            return;
        }

        diagnosis.Find(new(Causes.Overfitting, IsRisk: true,
            $"the held-out loss is lowest at {run.At(lowest)} ({Text.Of(lowest.Value)}) and rises to {Text.Of(after[^1])}, while the training loss falls from {Text.Of(LossCurve.Median(near))} to {Text.Of(end)}",
            "stop there or keep the best checkpoint, train for fewer epochs, or regularize more")
        {
            Setting = run.Written(Facts.Epochs, Facts.MaxSteps, Facts.EarlyStoppingPatience, Facts.BestModelSelection, Facts.WeightDecay),
            At = lowest,
        });
    }
}
