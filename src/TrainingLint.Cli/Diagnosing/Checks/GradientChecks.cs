using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>Gradients that are clipped at every step, so that the rate is no longer what decides.</summary>
internal static class GradientChecks
{
    private const string Name = "clipping";
    private const int FewestPoints = 10;
    private const double EveryStep = 0.98;

    /// <summary>From this many times the limit on, steps are cut to less than half.</summary>
    private const double FarAbove = 2;

    public static void Run(LoggedRun run, Diagnosis diagnosis)
    {
        if (run.GradientNorm is not { } norm)
        {
            diagnosis.Leave(Name, "the log holds no norm of the gradient");
            return;
        }

        var values = norm.Finite.Select(point => point.Value).ToArray();
        if (values.Length < FewestPoints)
        {
            diagnosis.Leave(Name, FormattableString.Invariant($"the log holds {values.Length} norms, and {FewestPoints} are needed"));
            return;
        }

        // Some programs log what is left after clipping.
        var highest = values.Max();
        var isCut = values.Count(value => Math.Abs(value - highest) <= 1e-3 * highest) >= EveryStep * values.Length && highest > 0;
        var limit = run.Recipe?.Get(Facts.GradientClipNorm).Or(0) is > 0 and var written ? written : (double?)null;
        if (limit is null && !isCut)
        {
            diagnosis.Leave(Name, run.Recipe is null ? "no config was named, so that the limit is not known" : "the config holds no limit for the norm");
            return;
        }

        diagnosis.Did(Name);
        var median = LossCurve.Median(values);
        if (isCut || values.Count(value => value > limit) >= EveryStep * values.Length)
        {
            var isFar = (isCut || median > FarAbove * limit) && !run.FollowsRewards;
            diagnosis.Find(new(Causes.ClippedEveryStep, isFar,
                isCut ? $"the norm of the gradient is {Text.Of(highest)} at every logged step, which is what clipping leaves"
                    : $"the gradient is clipped at every logged step: its norm is {Text.Of(median)} in the middle, the limit {Text.Of(limit!.Value)}",
                "raise the limit above the usual norm, so that it catches outliers only; or lower the rate and let it decide")
            {
                Setting = run.Written(Facts.GradientClipNorm, Facts.LearningRate),
                At = norm.Finite[0],
            });
        }
    }
}
