using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Core.Configuration;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Configuration;

/// <summary>One .editorconfig, as far as it concerns this tool (editorconfig.org, version 0.17).</summary>
internal sealed class EditorConfigFile : IConfigurationFile
{
    private const int MostBytes = 1 << 20;
    private const long MostSearched = 64L << 20;

    private readonly string _directory;
    private readonly List<(PathPattern Pattern, List<ConfiguredLine> Lines)> _sections = [];

    private EditorConfigFile(string directory) => _directory = directory;

    /// <inheritdoc/>
    public bool IsRoot { get; private set; }

    /// <summary>Reads the file of a directory; null where there is none.</summary>
    public static IConfigurationFile? In(string directory)
    {
        var path = Path.Combine(directory, ".editorconfig");
        try
        {
            // Not through a link, and nothing that is no file: it may lead anywhere, and never end.
            return new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 0 and var length } ? null
                : length <= MostBytes ? Parse(directory, path, File.ReadAllLines(path))
                : length > MostSearched || File.ReadLines(path).Any(line => line.Contains("traininglint",
                    StringComparison.OrdinalIgnoreCase)
                    || line.Contains("dotnet_diagnostic.tl", StringComparison.OrdinalIgnoreCase))
                ? new UnreadConfiguration(path, "it has lines for this tool and is larger than 1 MiB; files of that size are not read")
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<ConfiguredLine> For(string fullPath)
    {
        if (_sections.Count == 0)
        {
            return [];
        }

        var relative = Path.GetRelativePath(_directory, fullPath).Replace('\\', '/');
        return _sections.Where(section => section.Pattern.Fits(relative)).SelectMany(section => section.Lines);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ConfigurationProblem> Problems => [];

    /// <inheritdoc/>
    public ConfiguredLine? RunSetting(string key) => null;

    private static EditorConfigFile Parse(string directory, string path, string[] lines)
    {
        var file = new EditorConfigFile(directory);
        List<ConfiguredLine>? section = null;
        string? pattern = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                (pattern, section) = (line[1..^1], null);
                continue;
            }

            if (KeyAndValue(line) is not var (key, value))
            {
                continue;
            }

            if (pattern is null)
            {
                file.IsRoot |= key == "root" && value.Equals("true", StringComparison.OrdinalIgnoreCase);
            }
            else if (LintOptions.Concerns(key))
            {
                if (section is null)
                {
                    // Most sections concern other tools, so only these are worth a pattern.
                    file._sections.Add((new PathPattern(pattern), section = []));
                }

                section.Add(new ConfiguredLine(key, value, path, i + 1));
            }
        }

        return file;
    }

    private static (string Key, string Value)? KeyAndValue(string line) => line.IndexOfAny(['=', ':']) is > 0 and var sign
        ? (line[..sign].Trim().ToLowerInvariant(), WithoutComment(line[(sign + 1)..])) : null;

    private static string WithoutComment(string value)
    {
        var comment = value.IndexOfAny(['#', ';']);
        return (comment > 0 && char.IsWhiteSpace(value[comment - 1]) ? value[..comment] : value).Trim();
    }
}
