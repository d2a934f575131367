using System.IO;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Configs;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Probing;

/// <summary>The recipe that a probe runs, and the file that it stands in.</summary>
internal sealed record ProbedRecipe(TrainingFile File, Recipe Recipe)
{
    /// <summary>Reads a config and chooses its recipe by name; without a name, the only one.</summary>
    public static ProbedRecipe Choose(string path, string? name, TerminalIo io)
    {
        var file = Read(path, io);
        var names = string.Join(", ", file.Recipes.Select(recipe => "'" + recipe.Name + "'"));
        if (file.Recipes.Count == 0)
        {
            throw new UsageException("'" + path + "' holds no training recipe" + (file.Observations.OfType<UnreadableObservation>().FirstOrDefault() is { } unreadable
                ? $": line {unreadable.Place.Line}, {unreadable.Problem}"
                : "; 'traininglint inspect' shows how it is understood."));
        }

        if (name is null)
        {
            return file.Recipes.Count == 1
                ? new(file, file.Recipes[0])
                : throw new UsageException("'" + path + "' holds several recipes; choose one with --recipe: " + names + ".");
        }

        return file.Recipes.FirstOrDefault(recipe => recipe.Name == name) is { } chosen
            ? new(file, chosen)
            : throw new UsageException("'" + path + "' holds no recipe '" + name + "'; it has " + names + ".");
    }

    private static TrainingFile Read(string path, TerminalIo io)
    {
        var full = Path.GetFullPath(path, io.Directory);
        if (!System.IO.File.Exists(full))
        {
            throw new UsageException("there is no config '" + path + "'.");
        }

        var discovery = new FileDiscovery(io.Directory);
        var source = SourceFile.Decode(discovery.Display(full), System.IO.File.ReadAllBytes(full), full)
            ?? throw new UsageException("'" + path + "' is no text in UTF-8, UTF-16 or UTF-32.");
        return new ConfigReader(new ConfigFiles(discovery.RootFor([path]), discovery.Display)).Read(source);
    }
}
