using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Configs;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Files;

/// <summary>The configs below the root of a repository, walked once and only when somebody asks.</summary>
internal sealed class RepositoryConfigs(ConfigFiles files, ConfiguredOptions options)
{
    private readonly Lazy<string[]> _paths = new(() =>
        [.. new FileDiscovery(files.Root).Find([files.Root]).Files.Select(file => file.FullPath).Where(path => !options.For(path).IsExcluded)]);

    /// <summary>The configs whose text names a file, so that they may draw on it.</summary>
    public IEnumerable<ParsedFile> Naming(string fullPath) =>
        _paths.Value.AsParallel().AsOrdered().Where(path => path != fullPath && Names(path, fullPath)).Select(files.Read).OfType<ParsedFile>();

    /// <summary>The configs that draw, at any remove, on one of some files and are none of them; absolute paths in stable order.</summary>
    public IReadOnlyList<string> DrawingOn(IReadOnlyCollection<string> fullPaths)
    {
        // By what their text names first, which is cheap; what the readers then really follow decides.
        var seen = fullPaths.ToHashSet(StringComparer.Ordinal);
        var formats = fullPaths.Select(ConfigFormats.Find).ToHashSet();
        var candidates = new List<string>();
        for (IReadOnlyCollection<string> named = fullPaths; named.Count > 0;)
        {
            named = [.. _paths.Value.AsParallel().Where(path => !seen.Contains(path) && IsLike(path, formats) && named.Any(other => Names(path, other)))];
            seen.UnionWith(named);
            candidates.AddRange(named);
        }

        var reader = new ConfigReader(files);
        return [.. candidates.AsParallel()
            .Where(path => Follows(reader, path, fullPaths))
            .Order(StringComparer.Ordinal)];
    }

    // What cannot be read through a defect counts, so that whoever judges it tells of the defect with the file.
    private bool Follows(ConfigReader reader, string path, IReadOnlyCollection<string> fullPaths)
    {
        try
        {
            return files.Read(path) is { } parsed && reader.Read(parsed).DrawsOn.Any(fullPaths.Contains);
        }
        catch (Exception)
        {
            return true;
        }
    }

    // Programs are many and draw on other programs at most.
    private static bool IsLike(string path, HashSet<ConfigFormat?> formats) => ConfigFormats.Find(path) is { } format && (format.Marks is null || formats.Contains(format));

    private static bool Names(string path, string named)
    {
        try
        {
            return RegularFile.Read(path, DocumentLimits.FileBytes) is { } bytes && SourceFile.Decode(path, bytes, path) is { } source && Mentions.In(source.Text, named);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
