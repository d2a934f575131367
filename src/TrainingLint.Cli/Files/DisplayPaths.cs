using System;
using System.IO;

namespace TrainingLint.Cli.Files;

/// <summary>Paths as people and machines read them: always with slashes, relative where the file lies below the directory in question.</summary>
internal static class DisplayPaths
{
    /// <summary>A path relative to a directory when it lies below it, absolute otherwise.</summary>
    public static string Below(string directory, string fullPath)
    {
        var prefix = directory.EndsWith(Path.DirectorySeparatorChar) ? directory : directory + Path.DirectorySeparatorChar;
        var shown = fullPath.StartsWith(prefix, StringComparison.Ordinal) ? fullPath[prefix.Length..] : fullPath;
        return shown.Replace('\\', '/');
    }

    /// <summary>A path as shown from the current directory, shown from the root of the repository instead.</summary>
    public static string FromRoot(string root, string currentDirectory, string shown) =>
        Below(root, Path.GetFullPath(shown, currentDirectory));
}
