using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Projects;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Probing;

/// <summary>The recipes that stand in the code of a C# project.</summary>
internal static class ProbedProject
{
    private static readonly string[] Extensions = [".cs", ".csproj", ".sln", ".slnx"];

    /// <summary>True for code, a project, or a solution.</summary>
    public static bool IsNamedBy(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Builds the project with the analyzers and joins what they read.</summary>
    /// <param name="path">A project or solution; or a file of code, for which the nearest project above it stands.</param>
    /// <param name="io">The terminal.</param>
    /// <exception cref="UsageException">There is no one project, it does not build, or nothing in it trains.</exception>
    public static IReadOnlyList<ProbedRecipe> Read(string path, TerminalIo io)
    {
        var full = Path.GetFullPath(path, io.Directory);
        var isCode = Path.GetExtension(path).Equals(".cs", StringComparison.OrdinalIgnoreCase);
        var discovery = new FileDiscovery(io.Directory);
        if (!File.Exists(full))
        {
            throw new UsageException("there is no file '" + path + "'.");
        }

        var project = isCode ? ProjectOf(full, path, discovery) : full;
        if (!File.Exists(Path.Combine(ProjectBuild.AnalyzerDirectory, "TrainingLint.Analyzers.dll")))
        {
            throw new UsageException("recipes in C# are read while their project is built, which only the .NET tool can do: "
                + "install it with 'dotnet tool install TrainingLint.Cli' and run 'dotnet traininglint probe --config ...'.");
        }

        var result = new ProjectBuild(io.Variable) { ReportsRecipes = true }.Run(project);
        if (result.Problems is [var problem, ..])
        {
            throw new UsageException("'" + discovery.Display(problem.Project) + "': " + problem.Message);
        }

        if (isCode && !result.Sources.Contains(full, StringComparer.Ordinal))
        {
            throw new UsageException("'" + path + "' is not compiled by '" + discovery.Display(project)
                + "'; name the project that it belongs to.");
        }

        return Of(result, path, isCode ? full : null, discovery.Display);
    }

    /// <summary>The recipes of a result; those of a file of code where it has some, or else those of its project.</summary>
    internal static IReadOnlyList<ProbedRecipe> Of(ProjectResult result, string path, string? code, Func<string, string> display)
    {
        var linted = new CodeLinter(new ConfiguredOptions(), RuleBook.Rules).Lint([result], display, _ => true).Files
            .ToDictionary(file => file.File.Path, StringComparer.Ordinal);
        var recipes = result.Recipes.GroupBy(read => read.Project, read => read.Recipe, StringComparer.Ordinal)
            .SelectMany(project => ProjectRecipes.Join([.. project], display))
            .DistinctBy(recipe => recipe.Name)
            .Where(recipe => linted.ContainsKey(recipe.Place.File))
            .OrderBy(recipe => recipe.Place)
            .ToArray();
        if (recipes.Length == 0)
        {
            throw new UsageException("'" + path + "' holds no training recipe: " + (result.Recipes.Count == 0
                ? "no optimizer of TorchSharp or TensorFlow.NET is created there."
                : "the settings that its code holds belong to no optimizer of TorchSharp or TensorFlow.NET, and only these are tried."));
        }

        var wanted = code is null ? recipes : [.. recipes.Where(recipe => recipe.Place.File == display(code))];
        var meant = wanted.Length > 0 ? wanted : recipes;
        return [.. meant.Select(recipe => Probed(recipe, recipes, linted[recipe.Place.File]))];
    }

    private static ProbedRecipe Probed(Recipe recipe, Recipe[] all, LintedFile linted)
    {
        // What the rules say of another optimizer in the file is no matter of this one.
        var others = all.Where(other => other.Place.File == recipe.Place.File).ToArray();
        var findings = linted.Findings.Where(finding => Holds(recipe, finding.Place) || !others.Any(other => Holds(other, finding.Place)));
        return new ProbedRecipe(
            linted with
            {
                File = linted.File with { Dialect = recipe.Dialect, IsTraining = true, Recipes = [recipe] },
                Findings = [.. findings],
            },
            recipe);
    }

    private static bool Holds(Recipe recipe, Place place) =>
        (recipe.Place.CompareTo(place) <= 0 && (place.Line, place.Column).CompareTo((recipe.Place.EndLine, recipe.Place.EndColumn)) <= 0)
        || recipe.Settings.Any(setting => setting.Value.Place?.CompareTo(place) == 0);

    private static string ProjectOf(string code, string path, FileDiscovery discovery)
    {
        for (var directory = Path.GetDirectoryName(code); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var projects = Directory.GetFiles(directory, "*.csproj");
            if (projects.Length == 1)
            {
                return projects[0];
            }

            if (projects.Length > 1)
            {
                Array.Sort(projects, StringComparer.Ordinal);
                throw new UsageException("several projects may hold '" + path + "'; name one of them: "
                    + string.Join(", ", projects.Select(project => "'" + discovery.Display(project) + "'")) + ".");
            }
        }

        throw new UsageException("'" + path
            + "' is read while its project is built, and there is no .csproj in its folder or above it.");
    }
}
