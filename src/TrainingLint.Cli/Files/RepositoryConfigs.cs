using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Cli.Files;

/// <summary>The configs below the root of a repository, walked once and only when somebody asks.</summary>
internal sealed class RepositoryConfigs(ConfigFiles files, ConfiguredOptions options)
{
    // Beyond these, looking for the one use of one comment is not worth the wait.
    private const int MostNaming = 20_000;
    private const int MostEntriesWithoutRepository = 20_000;

    private readonly FileDiscovery _discovery = new(files.Root)
    {
        MostEntries = Path.Exists(Path.Combine(files.Root, ".git")) ? int.MaxValue : MostEntriesWithoutRepository,
    };

    private string[]? _found;
    private readonly ConcurrentDictionary<string, Lazy<MentionIndex>> _indices = new(StringComparer.Ordinal);

    private string[] Paths
    {
        get
        {
            lock (_discovery)
            {
                return _found ??=
                [
                    .. _discovery.Find([files.Root]).Files.Select(file => file.FullPath).Where(path => !options.For(path).IsExcluded),
                ];
            }
        }
    }

    /// <summary>The configs whose text names a file, so that they may draw on it; null where there are too many to look at.</summary>
    public IEnumerable<ParsedFile>? Naming(string fullPath) =>
        Paths.Length > MostNaming || _discovery.IsIncomplete ? null
        : Index("*", _ => true).Naming(fullPath).Where(path => path != fullPath).Select(files.Read).OfType<ParsedFile>();

    /// <summary>The configs that draw, at any remove, on one of some files and are none of them; absolute paths in stable order.</summary>
    public IReadOnlyList<string> DrawingOn(IReadOnlyCollection<string> fullPaths)
    {
        // By what their text names first, which is cheap; what the readers then really follow decides.
        var seen = fullPaths.ToHashSet(StringComparer.Ordinal);
        var candidates = new List<string>();
        for (IReadOnlyCollection<string> named = fullPaths; named.Count > 0;)
        {
            named = [.. named.SelectMany(path => IndexFor(path).Naming(path)).Where(seen.Add)];
            candidates.AddRange(named);
        }

        if (candidates.Count == 0)
        {
            // Most files are nobody's base, and threads cost more than finding that out.
            return [];
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
    private MentionIndex IndexFor(string path)
    {
        var marked = ConfigFormats.Find(path) is { Marks: not null } format ? format : null;
        return Index(marked?.Extensions[0] ?? "", other => ConfigFormats.Find(other) is { } own && (own.Marks is null || own == marked));
    }

    private MentionIndex Index(string name, Func<string, bool> isWanted) =>
        _indices.GetOrAdd(name, _ => new(() => MentionIndex.Of([.. Paths.Where(isWanted)]))).Value;
}
