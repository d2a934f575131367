using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Evidence;

/// <summary>A recipe of a public repository.</summary>
/// <param name="Repository">Folder of the checkout.</param>
/// <param name="File">Path in it.</param>
/// <param name="Recipe">What the file says.</param>
internal sealed record SurveyedRecipe(string Repository, string File, Recipe Recipe);

/// <summary>Reads every config of some checkouts by the readers that users run.</summary>
internal static class Survey
{
    // Tests, broken examples and other people's packages are no practice.
    private static readonly string[] Skipped = ["test", "tests", "testing", "unittests", "fixtures", "node_modules", ".git", "third_party",
        "debug", "__fault"];

    /// <summary>All recipes below the folders, each folder a repository, in a fixed order.</summary>
    public static IReadOnlyList<SurveyedRecipe> Of(IEnumerable<string> checkouts)
    {
        var found = new ConcurrentBag<SurveyedRecipe>();
        foreach (var checkout in checkouts)
        {
            var root = Path.GetFullPath(checkout);
            var reader = new ConfigReader(new ConfigFiles(root));
            Parallel.ForEach(Paths(root), path =>
            {
                foreach (var recipe in Read(reader, root, path))
                {
                    found.Add(new(Path.GetFileName(Path.TrimEndingDirectorySeparator(root)), Path.GetRelativePath(root, path)
                        .Replace('\\', '/'), recipe));
                }
            });
        }

        return [.. found.OrderBy(row => row.Repository, StringComparer.Ordinal).ThenBy(row => row.File, StringComparer.Ordinal)
            .ThenBy(row => row.Recipe.Place.Line).ThenBy(row => row.Recipe.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Paths(string root) => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Where(path => ConfigFormats.Find(path) is { IsLookedFor: true } && !Path.GetRelativePath(root, path).Split('/', '\\')
            .Any(part => Skipped.Contains(part.ToLowerInvariant())))
        .OrderBy(path => path, StringComparer.Ordinal);

    private static IReadOnlyList<Recipe> Read(ConfigReader reader, string root, string path)
    {
        try
        {
            return RegularFile.Read(path, DocumentLimits.FileBytes) is { } bytes
                && SourceFile.Decode(Path.GetRelativePath(root, path), bytes, path) is { } source
                ? reader.Read(source).Recipes
                : [];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
