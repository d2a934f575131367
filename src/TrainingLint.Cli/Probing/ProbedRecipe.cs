using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Probing;

/// <summary>The recipe that a probe runs, and the linted file that it stands in.</summary>
internal sealed record ProbedRecipe(LintedFile Linted, Recipe Recipe)
{
    /// <summary>The file.</summary>
    public TrainingFile File => Linted.File;

    /// <summary>The open findings on this recipe from a severity on.</summary>
    public IReadOnlyList<Finding> FindingsFrom(Severity severity) =>
        [.. Linted.Findings.Where(finding => !finding.Suppressed && finding.Severity >= severity
            && (finding.Recipe is null || finding.Recipe == Recipe.Name))];

    /// <summary>What to call the recipe: its file, and its name there.</summary>
    public string ShownName => Recipe.Name.Length == 0 ? File.Path
        : Recipe.Name.StartsWith(File.Path + ":", System.StringComparison.Ordinal) ? Recipe.Name
        : File.Path + " " + Recipe.Name;

    /// <summary>Absolute path of the text that the recipe stands in.</summary>
    public string FullPathIn(string directory) =>
        Linted.Sources.TryGetValue(File.Path, out var source) && source.FullPath is { } full ? full
            : Path.GetFullPath(File.Path, directory);

    /// <summary>Reads a config, or builds a C# project, and chooses its recipe by name; without a name, the only one.</summary>
    public static ProbedRecipe Choose(string path, string? name, TerminalIo io) =>
        Choose(ProbedProject.IsNamedBy(path) ? ProbedProject.Read(path, io) : OfConfig(path, io), path, name);

    /// <summary>The recipe of this name; without a name, the only one.</summary>
    internal static ProbedRecipe Choose(IReadOnlyList<ProbedRecipe> recipes, string path, string? name)
    {
        var names = string.Join(", ", recipes.Select(recipe => "'" + recipe.Recipe.Name + "'"));
        if (name is null)
        {
            return recipes.Count == 1
                ? recipes[0]
                : throw new UsageException("'" + path + "' holds several recipes; choose one with --recipe: " + names + ".");
        }

        return recipes.FirstOrDefault(recipe => recipe.Recipe.Name == name)
            ?? throw new UsageException("'" + path + "' holds no recipe '" + name + "'; it has " + names + ".");
    }

    private static ProbedRecipe[] OfConfig(string path, TerminalIo io)
    {
        var linted = Lint(path, io);
        var file = linted.File;
        if (file.Recipes.Count == 0)
        {
            throw new UsageException("'" + path + "' holds no training recipe" + (file.Observations.OfType<UnreadableObservation>().FirstOrDefault() is { } unreadable
                ? $": line {unreadable.Place.Line}, {unreadable.Problem}"
                : "; 'traininglint inspect' shows how it is understood."));
        }

        return [.. file.Recipes.Select(recipe => new ProbedRecipe(linted, recipe))];
    }

    private static LintedFile Lint(string path, TerminalIo io)
    {
        var full = Path.GetFullPath(path, io.Directory);
        if (!System.IO.File.Exists(full))
        {
            throw new UsageException("there is no config '" + path + "'.");
        }

        var discovery = new FileDiscovery(io.Directory);
        var linter = new InputLinter(new ConfigFiles(discovery.RootFor([path]), discovery.Display), new Judge(), new ConfiguredOptions());
        var run = linter.Run([new InputFile(full, discovery.Display(full), IsExplicit: true)], []);
        return run.Errors is [var error, ..] ? throw new UsageException("'" + path + "': " + error.Message) : run.Files[0];
    }
}
