using System;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Configuration;

/// <summary>The settings of a directory on disk.</summary>
internal static class ProjectSettings
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads the file of a directory; null where there is none, or where its pyproject.toml says nothing of this tool.</summary>
    public static SettingsFile? In(string directory) =>
        SettingsFile.FileNames.Select(name => Path.Combine(directory, name))
            .Where(SettingsFile.IsSettings)
            .Select(Read)
            .FirstOrDefault(settings => settings is not null);

    private static SettingsFile? Read(string path)
    {
        try
        {
            // Not through a link, and nothing that is no file: it may lead anywhere, and never end.
            return new FileInfo(path) is { Exists: true, LinkTarget: null, Length: > 0 and <= MostBytes }
                && SourceFile.Decode(path, File.ReadAllBytes(path), path) is { } source
                ? SettingsFile.Read(source)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
