using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;

[assembly: AssemblyTrait("Needs", "PyTorch")]

namespace TrainingLint.PyTorch.Tests;

/// <summary>The Python with torch that these tests run: that of TRAININGLINT_PYTHON, or the first that has torch.</summary>
internal static class PyTorch
{
    private const string Required = "TRAININGLINT_REQUIRE_PYTORCH";

    private static readonly Lazy<string?> Found = new(() => Candidates().FirstOrDefault(HasTorch));

    /// <summary>The interpreter.</summary>
    public static string Executable => Found.Value ?? throw new InvalidOperationException("There is no Python with torch and numpy; install Debian's python3-torch, or name one in TRAININGLINT_PYTHON.");

    /// <summary>Why tests are skipped here; null when they are to run.</summary>
    public static string? SkipReason => Found.Value is not null || Environment.GetEnvironmentVariable(Required) is { Length: > 0 }
        ? null
        : "There is no Python with torch and numpy here; TRAININGLINT_PYTHON can name one.";

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The Python files of these tests.</summary>
    public static string Directory { get; } = Path.Combine(Root, "tests", "TrainingLint.PyTorch.Tests", "Python");

    /// <summary>A function of problems.py, as --python names it.</summary>
    public static string Problem(string function) => Path.Combine(Directory, "problems.py") + ":" + function;

    private static IEnumerable<string> Candidates() =>
        Environment.GetEnvironmentVariable("TRAININGLINT_PYTHON") is { Length: > 0 } named ? [named] : ["python3", "/usr/bin/python3", "python"];

    private static bool HasTorch(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import numpy, torch"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory!, "TrainingLint.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory!;
    }
}

/// <summary>A test that needs torch.</summary>
public sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute()
    {
        Skip = PyTorch.SkipReason;
    }
}

/// <summary>A theory that needs torch.</summary>
public sealed class PyTorchTheoryAttribute : TheoryAttribute
{
    public PyTorchTheoryAttribute()
    {
        Skip = PyTorch.SkipReason;
    }
}
