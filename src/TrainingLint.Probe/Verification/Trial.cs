using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Verification;

/// <summary>
/// A finding on trial: the recipe in which everything is put right, and the same recipe with this one finding left in. Other findings
/// are put right on both sides, so that a rate that explodes does not hide what momentum does.
/// </summary>
internal sealed class Trial(Recipe written, Recipe advised, TrialBench bench)
{
    /// <summary>The recipe with this finding left in.</summary>
    public Recipe Written => written;

    /// <summary>The recipe with everything put right.</summary>
    public Recipe Advised => advised;

    /// <summary>The problem that was asked for.</summary>
    public IProblem Problem => bench.Problem;

    /// <summary>The recipe with this finding left in, ready to train.</summary>
    public TrialArm WrittenArm => bench.ArmOf(written);

    /// <summary>The recipe with everything put right, ready to train.</summary>
    public TrialArm AdvisedArm => bench.ArmOf(advised);

    /// <summary>Trains one side, seed by seed, until the time is up.</summary>
    public List<TrialRun> Run(TrialArm arm) =>
        [.. bench.Seeds.Select(seed => bench.Run(arm, seed)).TakeWhile(run => run is not null).Select(run => run!)];

    /// <summary>When the pairs are looked at, and with which probability each look may miss.</summary>
    public IReadOnlyList<(int Pairs, double Miss)> Looks => bench.Looks;

    /// <summary>Trains both sides, seed by seed, until the time is up; as many runs of each.</summary>
    /// <param name="left">One side.</param>
    /// <param name="right">The other.</param>
    /// <param name="count">Pairs; null for those of the first look.</param>
    public (IReadOnlyList<TrialRun> Written, IReadOnlyList<TrialRun> Advised) Run(TrialArm left, TrialArm right, int? count = null)
    {
        var pairs = bench.SeedsOf(count).Select(seed => (Left: bench.Run(left, seed), Right: bench.Run(right, seed)))
            .TakeWhile(pair => pair.Left is not null && pair.Right is not null).ToList();
        return ([.. pairs.Select(pair => pair.Left!)], [.. pairs.Select(pair => pair.Right!)]);
    }
}

/// <summary>Where arms are trained; runs that several findings share, most of all those of the recipe in which all is right, are made once.</summary>
/// <param name="problem">What is trained.</param>
/// <param name="options">How much is spent.</param>
/// <param name="findings">Findings that are tried.</param>
internal sealed class TrialBench(IProblem problem, VerificationOptions options, int findings = 1)
{
    private const double WholeMiss = 0.05;

    private readonly Dictionary<Recipe, TrialArm> _arms = [];
    private readonly Dictionary<(TrialArm Arm, int Seed), TrialRun> _runs = [];
    private readonly Dictionary<(IProblem Problem, int Seed), double[]> _pretrained = [];

    public IProblem Problem => problem;

    public IEnumerable<int> Seeds => SeedsOf(null);

    /// <summary>
    /// The first look takes half of the probability of a miss that a finding has, the others share the rest: by Bonferroni's inequality no
    /// set of looks and findings misses more often than one look would. Findings that are tried at once share the whole.
    /// </summary>
    public IReadOnlyList<(int Pairs, double Miss)> Looks { get; } = LooksOf(options, findings);

    public IEnumerable<int> SeedsOf(int? count) => Enumerable.Range(options.FirstSeed, count ?? options.Seeds);

    private static List<(int Pairs, double Miss)> LooksOf(VerificationOptions options, int findings)
    {
        var looks = new List<int> { options.Seeds };
        while (looks[^1] * 8 / 5 <= options.MostSeeds)
        {
            looks.Add(looks[^1] * 8 / 5);
        }

        var miss = WholeMiss / Math.Max(1, findings);
        return [.. looks.Select((pairs, i) => (pairs, looks.Count == 1 ? miss : i == 0 ? miss / 2 : miss / 2 / (looks.Count - 1)))];
    }

    /// <exception cref="RecipeNotRunnableException">The recipe lacks what an experiment needs.</exception>
    public TrialArm ArmOf(Recipe recipe)
    {
        if (!_arms.TryGetValue(recipe, out var arm))
        {
            _arms[recipe] = arm = new TrialArm(new GuardedProblem(problem),
                (ProbeOptions.For(recipe, problem) with { Steps = options.Steps }).Plan);
        }

        return arm;
    }

    public TrialRun? Run(TrialArm arm, int seed)
    {
        if (!_runs.TryGetValue((arm, seed), out var run)
            && (arm.FineTunes ? Pretrained(arm, seed) : []) is { } first
            && arm.Run(seed, first, options.Cancellation) is { } fresh)
        {
            _runs[(arm, seed)] = run = fresh;
        }

        return run;
    }

    // Both sides of a pair start from the same weights, so that they are trained once.
    private double[]? Pretrained(TrialArm arm, int seed)
    {
        if (!_pretrained.TryGetValue((arm.Problem.Inner, seed), out var weights) && arm.Pretrained(seed, options.Cancellation) is { } fresh)
        {
            _pretrained[(arm.Problem.Inner, seed)] = weights = fresh;
        }

        return weights;
    }
}
