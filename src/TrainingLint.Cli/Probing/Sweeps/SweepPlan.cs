using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>A config that could not be read, or not as a whole.</summary>
/// <param name="File">The config, as it is shown.</param>
/// <param name="Line">Line of the problem.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record UnreadableConfig(string File, int Line, string Message);

/// <summary>What a sweep is to do.</summary>
internal sealed class SweepPlan
{
    private SweepPlan(IProblem problem, IReadOnlyList<ProbedRecipe> recipes, IReadOnlyList<UnreadableConfig> unreadable,
        SweepIdentity identity)
    {
        (Problem, Recipes, Unreadable, Identity) = (problem, recipes, unreadable, identity);
    }

    /// <summary>What is trained.</summary>
    public IProblem Problem { get; }

    /// <summary>What is run, in the order of the identity's recipes.</summary>
    public IReadOnlyList<ProbedRecipe> Recipes { get; }

    /// <summary>Configs that could not be read.</summary>
    public IReadOnlyList<UnreadableConfig> Unreadable { get; }

    /// <summary>Which sweep this is.</summary>
    public SweepIdentity Identity { get; }

    /// <summary>Plans all recipes of a run over files.</summary>
    /// <exception cref="UsageException">There is nothing to run, or more than can be counted.</exception>
    public static SweepPlan Of(LintRun run, IProblem problem, ProblemSource? source, int steps, int firstSeed, int seeds)
    {
        ProbedRecipe[] recipes =
            [.. run.Files.Where(linted => linted.File.IsTraining)
                .SelectMany(linted => linted.File.Recipes.Select(recipe => new ProbedRecipe(linted, recipe)))];
        UnreadableConfig[] unreadable =
        [
            .. run.Errors.Concat(run.Skipped).Select(error => new UnreadableConfig(error.DisplayPath, error.Line, error.Message)),
            .. run.Files.SelectMany(linted => linted.File.Observations.OfType<UnreadableObservation>()
                .Select(problem => new UnreadableConfig(problem.Place.File, problem.Place.Line, problem.Problem))),
        ];
        if (recipes.Length == 0)
        {
            throw new UsageException("there is no training recipe under the given paths" + (unreadable.Length == 0
                ? "; 'traininglint inspect' shows how a config is understood."
                : FormattableString.Invariant($": {unreadable[0].File}:{unreadable[0].Line}: {unreadable[0].Message}")));
        }

        if ((long)recipes.Length * seeds > int.MaxValue)
        {
            throw new UsageException(FormattableString.Invariant($"{recipes.Length} recipes with {seeds} seeds each are too many for one sweep; lower --seeds, or name fewer configs."));
        }

        Array.Sort(unreadable, (left, right) => (string.CompareOrdinal(left.File, right.File), left.Line.CompareTo(right.Line)) switch
        {
            (0, var line) => line,
            (var file, _) => file,
        });
        var identity = JsonOutput.Element(json => SweepJsonReport.WriteIdentity(json, problem, source, recipes, unreadable, steps,
            firstSeed, seeds));
        return new SweepPlan(problem, recipes, unreadable, SweepIdentity.Read(identity));
    }
}
