using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Verdicts;

/// <summary>
/// A classifier that ends no better than guessing has learned nothing, however its loss moved: squared errors fall by a tenth as soon as a
/// network answers every sample with the mean.
/// </summary>
internal static class ChanceLevel
{
    /// <summary>Errors above this share of those of guessing are chance.</summary>
    private const double ChanceShare = 0.9;

    /// <summary>A loss above this share of that of guessing has learned how often answers occur, and no more.</summary>
    private const double GuessingShare = 0.95;

    /// <summary>A loss that fell below this share of the initial one has learned something, if not yet to tell classes apart.</summary>
    private const double LearnedShare = 0.5;

    /// <summary>The verdict on errors at chance; null for a run that does better, or for a problem without right answers.</summary>
    public static Judgement? Judge(GuardedProblem problem, ReadOnlySpan<double> start, ReadOnlySpan<double> end, double initialLoss,
        double finalLoss)
    {
        if (problem.Inner is IHasChanceLoss guessing && finalLoss >= GuessingShare * guessing.ChanceLoss)
        {
            return new(Verdict.LearnedNothing,
                [FormattableString.Invariant($"the loss went from {initialLoss.Rounded()} to {finalLoss.Rounded()}, and the best answer that does not look at its input costs {guessing.ChanceLoss.Rounded()}")]);
        }

        if (problem.Inner is not IClassifies classifier || finalLoss < LearnedShare * initialLoss)
        {
            return null;
        }

        var all = SampleSet.All(problem.SampleCount);
        var labels = classifier.Labels.ToArray();
        var chance = 1 - (labels.CountBy(label => label).Max(pair => pair.Value) / (double)labels.Length);
        var (before, after) = (Errors(problem.Predict(start, all)!, labels), Errors(problem.Predict(end, all)!, labels));
        return after < ChanceShare * chance || chance == 0
            ? null
            : new(Verdict.LearnedNothing,
                [FormattableString.Invariant($"it errs on {100 * after:F0} % of the samples ({100 * before:F0} % at the start), where guessing errs on {100 * chance:F0} %; the loss went from {initialLoss.Rounded()} to {finalLoss.Rounded()}")]);
    }

    private static double Errors(int[] predicted, int[] labels) => predicted.Zip(labels).Count(pair => pair.First != pair.Second)
        / (double)labels.Length;
}
