using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs;

/// <summary>Runs that show that a program works, or how fast: they keep the schedule of the real training and end long before it.</summary>
internal static class TrialRuns
{
    // deepspeed/autotuning/config.py: a run for each candidate, of a few steps each.
    private static readonly string[] Switches = ["autotuning.enabled", "fast_dev_run", "trainer.fast_dev_run"];

    /// <summary>The recipes of a document, marked where it lies among tests or asks for nothing but a trial.</summary>
    public static IEnumerable<Recipe> Marked(ConfigView config, IEnumerable<Recipe> recipes) =>
        PythonDialect.IsTest(config.File.Path) || Switches.Any(path => IsOn(config, path))
            ? recipes.Select(recipe => new RecipeBuilder(recipe).Infer(Facts.SmokeTest, true, "where it lies, or a switch of its own").Build())
            : recipes;

    private static bool IsOn(ConfigView config, string path) =>
        config.Node(path) is ScalarNode flag && flag.Read(ScalarSchema.Yaml11) is { Kind: ScalarKind.Boolean, Number: 1 };
}
