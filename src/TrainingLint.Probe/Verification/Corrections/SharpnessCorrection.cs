using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>A large batch at a small rate, against the rate raised with the batch: how sharp is the place where each ends?</summary>
internal sealed class SharpnessCorrection : Correction
{
    /// <summary>Curvature says something about minima only where the descent is mostly done.</summary>
    private const double Done = 0.1;

    private const int Products = 40;

    public override IReadOnlyList<string> Rules { get; } = ["sharp-minimum-risk"];

    public override bool IsAboutLocalMinima => true;

    public override Recipe PutRight(Recipe recipe) => RaisedRate(recipe) is { } raised
        ? With(With(recipe, Facts.LearningRate, raised), Facts.EffectiveLearningRate, raised)
        : recipe;

    public override string Describe(Trial trial) => FormattableString.Invariant($"a rate of {(RaisedRate(trial.Written) ?? double.NaN).Rounded(3)}");

    public override Outcome Try(Trial trial)
    {
        var (written, advised) = trial.Run(trial.WrittenArm, trial.AdvisedArm);
        if (written.Count < PairedEffect.FewestPairs)
        {
            return FinalLossComparison.TooFew(written.Count);
        }

        var best = written.Concat(advised).Min(run => run.End);
        if (FinalLossComparison.Left([.. written, .. advised], best).Any(left => left > Done))
        {
            return Outcome.CannotTell("within these steps not every run gets near a minimum, and sharpness elsewhere says little; raise --steps");
        }

        var (asWritten, asAdvised) = (Sharpness(trial.WrittenArm, written), Sharpness(trial.AdvisedArm, advised));
        var effect = PairedEffect.Of(asWritten, asAdvised);
        return new Outcome(PairedEffect.Judge(effect), "largest eigenvalue at the end", effect, asWritten, asAdvised);
    }

    private static double? RaisedRate(Recipe recipe) => recipe.RateRange()?.Usual(recipe.EffectiveBatch());

    private static double[] Sharpness(TrialArm arm, IReadOnlyList<TrialRun> runs) =>
        [.. runs.Select(run => Math.Max(double.Epsilon, Spectrum.Largest(
            arm.Problem.HessianAt(run.EndPoint, SampleSet.All(arm.Problem.SampleCount)),
            new SpectrumOptions { Tolerance = 1e-4, MaxProducts = Products }).Value))];
}
