using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TrainingLint.Cli.Files;

/// <summary>Configs of the repository that a call did not lint and that may draw on one that it did.</summary>
internal static class Dependents
{
    /// <summary>True when a config that is not among the linted ones names the file. Reads the disk, so it is asked only where the answer matters.</summary>
    public static bool MayExist(string root, string fullPath, IReadOnlySet<string> linted)
    {
        return new FileDiscovery(root).Find([root]).Files
            .Where(file => file.FullPath != fullPath && !linted.Contains(file.FullPath))
            .AsParallel()
            .Any(file => Names(file.FullPath, fullPath));
    }

    // Most frameworks name files with their extension; lists of Hydra's defaults do without.
    private static bool Names(string path, string named)
    {
        try
        {
            var text = File.ReadAllText(path);
            return text.Contains(Path.GetFileName(named), StringComparison.Ordinal)
                || (text.Contains("defaults:", StringComparison.Ordinal) && text.Contains(Path.GetFileNameWithoutExtension(named), StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
