using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Verification.Corrections;

namespace TrainingLint.Probe.Verification;

/// <summary>
/// Tries each finding of a recipe in a paired experiment: the recipe as written against the recipe as advised, several seeds, the same
/// number of updates. It measures on one problem; what that means for another model is for people to judge.
/// </summary>
public static class FindingVerification
{
    private static readonly Correction[] Corrections =
    [
        new LengthCorrection(),
        new RateCorrection(),
        new WarmupCorrection(),
        new ScheduleCorrection(),
        new MomentumCorrection(),
        new BetasCorrection(),
        new EpsilonCorrection(),
        new WeightDecayCorrection(),
        new ClippingCorrection(),
        new SeedCorrection(),
        new BatchNoiseCorrection(),
        new SharpnessCorrection(),
        new AveragingCorrection(),
        new InitializationCorrection(),
    ];

    /// <summary>Names of the rules whose findings an experiment can try.</summary>
    public static IReadOnlyList<string> Rules { get; } = [.. Corrections.SelectMany(correction => correction.Rules)];

    /// <summary>Tries the findings of one recipe, in their order.</summary>
    /// <param name="recipe">The recipe as written.</param>
    /// <param name="findings">Findings on it.</param>
    /// <param name="problem">What is trained.</param>
    /// <param name="options">How much is spent.</param>
    /// <exception cref="Guards.ProblemFailureException">The problem threw or contradicts itself.</exception>
    public static IReadOnlyList<VerifiedFinding> Run(Recipe recipe, IReadOnlyList<Finding> findings, IProblem problem,
        VerificationOptions options)
    {
        var tried = findings.Count(finding => Corrections.Any(correction => correction.Rules.Contains(finding.Rule.Name)));
        var bench = new TrialBench(problem, options, tried);
        var involved = Corrections.Where(correction => findings.Any(finding => correction.Rules.Contains(finding.Rule.Name))).ToArray();
        var advised = PutRight(recipe, involved);
        var watch = Stopwatch.StartNew();
        var verified = new List<VerifiedFinding>();
        foreach (var finding in findings)
        {
            options.Progress?.Invoke(new ProbeProgress("verifying " + finding.Rule.Name, verified.Count, findings.Count, double.NaN, watch.Elapsed));
            var outcome = Corrections.FirstOrDefault(correction => correction.Rules.Contains(finding.Rule.Name)) is { } own
                ? Try(own, finding, new Trial(PutRight(recipe, involved.Where(other => other != own)), advised, bench))
                : Outcome.CannotTell("no training run can show this; it follows from the file alone");
            verified.Add(new VerifiedFinding
            {
                Finding = finding,
                Verdict = outcome.Verdict,
                Experiment = outcome.Measure,
                Effect = outcome.Effect,
                AsWritten = outcome.AsWritten ?? [],
                AsAdvised = outcome.AsAdvised ?? [],
            });
        }

        return verified;
    }

    private static Recipe PutRight(Recipe recipe, IEnumerable<Correction> corrections) =>
        corrections.Aggregate(recipe, (current, correction) => correction.PutRight(current));

    private static Outcome Try(Correction correction, Finding finding, Trial trial)
    {
        if (correction.Obstacle(trial, finding) is { } obstacle)
        {
            return Outcome.CannotTell(obstacle);
        }

        if (correction.IsAboutLocalMinima && ConvexityTest.IsProven(trial.Problem))
        {
            return Outcome.CannotTell("this problem is convex: every minimum is the lowest, and there is none to be stuck in");
        }

        try
        {
            var outcome = correction.Try(trial);
            return outcome.Effect is null ? outcome : outcome with { Measure = outcome.Measure + ", as written against " + correction.Describe(trial) };
        }
        catch (RecipeNotRunnableException missing)
        {
            return Outcome.CannotTell(missing.Message);
        }
        catch (ArgumentException refused) when (refused.ParamName is null)
        {
            return Outcome.CannotTell(refused.Message + ", as the frameworks themselves demand");
        }
    }
}
