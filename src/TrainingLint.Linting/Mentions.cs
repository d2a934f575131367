using System;
using System.IO;

namespace TrainingLint.Linting;

/// <summary>Whether a config may draw on a file, from its text alone: cheap enough to ask of every file of a repository.</summary>
public static class Mentions
{
    /// <summary>True when a text names a file. Most frameworks name files with their extension; lists of Hydra's defaults do without.</summary>
    /// <param name="text">The text of a config.</param>
    /// <param name="path">The path of the file that it may name.</param>
    public static bool In(string text, string path) =>
        Contains(text, Path.GetFileName(path)) || (Contains(text, "defaults:") && Contains(text, Path.GetFileNameWithoutExtension(path)));

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;
}
