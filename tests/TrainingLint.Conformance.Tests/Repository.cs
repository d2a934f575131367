using System;
using System.IO;

namespace TrainingLint.Conformance.Tests;

/// <summary>The repository that these tests belong to, found by walking up to its solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "TrainingLint.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"There is no TrainingLint.sln above {AppContext.BaseDirectory}.");
    }
}
