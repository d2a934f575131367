using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// A dialect of settings in Python. What the kind of a root is stands in its tag. Tests are no runs: what they train is meant to
/// show that training works.
/// </summary>
internal abstract class PythonDialect(string name, Loader loader) : Dialect(name, loader)
{
    private static readonly HashSet<string> TestFolders =
        ["tests", "test", "testing", "test_utils", "testing_utils", "unit_tests", "functional_tests", "integration_tests"];

    /// <summary>Python without a framework that converts anything.</summary>
    public static Loader Language { get; } = new("Python", ScalarSchema.Python);

    public override bool IsWrittenIn(ConfigFormat format) => format.Kind == FormatKind.Code;

    protected static bool IsModule(ConfigView config) => Is(config, PythonRoots.Module);

    protected static bool Is(ConfigView config, string tag) => config.Root.Tag == tag && !IsTest(config.File.Path);

    /// <summary>True for the names by which test runners find tests.</summary>
    public static bool IsTest(string path)
    {
        var segments = path.Split('/', '\\');
        var file = segments[segments.Length - 1];
        return file.StartsWith("test_", StringComparison.Ordinal) || file.EndsWith("_test.py", StringComparison.Ordinal) || file == "conftest.py"
            || segments.Take(segments.Length - 1).Any(TestFolders.Contains);
    }
}
