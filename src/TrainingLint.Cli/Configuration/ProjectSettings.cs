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
    public static IConfigurationFile? In(string directory) =>
        SettingsFile.FileNames.Select(name => Path.Combine(directory, name))
            .Where(SettingsFile.IsSettings)
            .Select(Read)
            .FirstOrDefault(settings => settings is not null);

    // Not through a link, and nothing that is no file: it may lead anywhere, and never end. A pyproject.toml may be no concern of ours.
    private static IConfigurationFile? Read(string path)
    {
        var isOurs = Path.GetFileName(path) != SettingsFile.Pyproject;
        try
        {
            var file = new FileInfo(path);
            return Directory.Exists(path) || file.LinkTarget is not null || file.Exists
                ? Problem(file) is { } problem ? isOurs ? new UnreadConfiguration(path, problem) : null
                    : file.Length > 0 && SourceFile.Decode(path, File.ReadAllBytes(path), path) is { } source ? SettingsFile.Read(source)
                        : null
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return isOurs ? new UnreadConfiguration(path, "it cannot be read; check its permissions") : null;
        }
    }

    private static string? Problem(FileInfo file) =>
        file.LinkTarget is { } target ? "it is a link to " + target + ", and settings are not read through links; put the file itself here"
        : Directory.Exists(file.FullName) ? "it is a directory; a file with the settings is wanted under this name"
        : (file.Attributes & (FileAttributes.Device | FileAttributes.ReparsePoint)) != 0 ? "it is no regular file"
        : file.Length > MostBytes ? "it is larger than 1 MiB; settings of that size are not read"
        : null;
}
