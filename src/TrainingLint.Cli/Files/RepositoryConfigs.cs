using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
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
