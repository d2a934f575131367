using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Core.Configuration;

namespace TrainingLint.Cli.Configuration;

/// <summary>A configured line and where it stands.</summary>
/// <param name="Key">Its key, in lower case.</param>
/// <param name="Value">Its value.</param>
/// <param name="File">Absolute path of the .editorconfig.</param>
/// <param name="Line">Its line.</param>
internal sealed record ConfiguredLine(string Key, string Value, string File, int Line);

/// <summary>One .editorconfig, as far as it concerns this tool (editorconfig.org, version 0.17).</summary>
internal sealed class EditorConfigFile
{
    private const int MostBytes = 1 << 20;

    private readonly string _directory;
    private readonly List<(PathPattern Pattern, List<ConfiguredLine> Lines)> _sections = [];

    private EditorConfigFile(string directory) => _directory = directory;

    /// <summary>True when files further up do not count.</summary>
    public bool IsRoot { get; private set; }

    /// <summary>Reads the file of a directory; null where there is none.</summary>
    public static EditorConfigFile? In(string directory)
    {
        var path = Path.Combine(directory, ".editorconfig");
        try
        {
            // Not through a link, and nothing that is no file: it may lead anywhere, and never end.
            return new FileInfo(path) is { Exists: true, LinkTarget: null, Length: > 0 and <= MostBytes } ? Parse(directory, path, File.ReadAllLines(path)) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The lines that apply to a file below the directory; the later ones go before the earlier ones.</summary>
    public IEnumerable<ConfiguredLine> For(string fullPath)
    {
        if (_sections.Count == 0)
        {
            return [];
        }

        var relative = Path.GetRelativePath(_directory, fullPath).Replace('\\', '/');
        return _sections.Where(section => section.Pattern.Fits(relative)).SelectMany(section => section.Lines);
    }

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

            var equals = line.IndexOfAny(['=', ':']);
            if (equals <= 0)
            {
                continue;
            }

            var key = line[..equals].Trim().ToLowerInvariant();
            var value = WithoutComment(line[(equals + 1)..]);
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

    private static string WithoutComment(string value)
    {
        var comment = value.IndexOfAny(['#', ';']);
        return (comment > 0 && char.IsWhiteSpace(value[comment - 1]) ? value[..comment] : value).Trim();
    }
}
