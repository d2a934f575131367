using System;
using System.Collections.Generic;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>The whole data set in every step, against batches of a small part of it, after as many passes over the samples.</summary>
internal sealed class BatchNoiseCorrection : Correction
{
    private const int AdvisedBatch = 64;

    public override IReadOnlyList<string> Rules { get; } = ["full-batch-gradient"];

    public override bool IsAboutLocalMinima => true;

    public override Recipe PutRight(Recipe recipe) => With(recipe, Facts.BatchSize, AdvisedBatch);

    public override string Describe(Trial trial) => FormattableString.Invariant($"batches of {AdvisedBatch} after as many passes over the samples");

    public override Outcome Try(Trial trial)
    {
        var samples = trial.Problem.SampleCount;
        if (samples <= AdvisedBatch)
        {
            return Outcome.CannotTell(FormattableString.Invariant($"this problem has {samples} samples, too few to draw batches from"));
        }

        var (full, small) = (trial.WrittenArm, trial.AdvisedArm);
        var passes = Math.Max(1, full.Plan.Steps * AdvisedBatch / samples);
        return FinalLossComparison.Of(trial, full with { Plan = full.Plan with { BatchSize = 0, Steps = passes } }, small);
    }
}
