using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TrainingLint.Cli.Starting;

/// <summary>What a repository shows of where it is built and checked.</summary>
internal static class FoundSystems
{
    // By the files of a system, and by the address of the repository that it was cloned from.
    private static readonly (string Target, string[] Paths, string[] Hosts)[] Marks =
    [
        ("github", [".github"], ["github.com"]),
        ("gitlab", [".gitlab-ci.yml", ".gitlab"], ["gitlab."]),
        ("azure", ["azure-pipelines.yml", ".azure-pipelines"], ["dev.azure.com", "visualstudio.com"]),
        ("pre-commit", [".pre-commit-config.yaml"], []),
        ("editorconfig", [".editorconfig"], []),
    ];

    /// <summary>The targets of <c>init</c> whose systems a directory shows.</summary>
    public static IReadOnlyList<string> In(string directory)
    {
        var remote = Remotes(Path.Combine(directory, ".git", "config"));
        return
        [
            .. Marks.Where(mark => mark.Paths.Any(path => Path.Exists(Path.Combine(directory, path)))
                    || mark.Hosts.Any(host => remote.Contains(host, StringComparison.OrdinalIgnoreCase)))
                .Select(mark => mark.Target),
        ];
    }

    private static string Remotes(string path)
    {
        try
        {
            return File.Exists(path)
                ? string.Concat(File.ReadLines(path).Where(line => line.TrimStart().StartsWith("url", StringComparison.Ordinal))) : "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
