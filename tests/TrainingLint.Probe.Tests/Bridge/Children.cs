using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using TrainingLint.Probe.Bridge;

namespace TrainingLint.Probe.Tests.Bridge;

/// <summary>Child processes for tests: the sample of the protocol, and the same with faults.</summary>
internal static class Children
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Programs are built with the tests, into directories of the same configuration.</summary>
    private static readonly string Output = Path.GetRelativePath(Path.Combine(Root, "tests", "TrainingLint.Probe.Tests"), AppContext.BaseDirectory);

    public static BridgeOptions Sound => Of(Path.Combine("samples", "ProbeProtocol"));

    public static BridgeOptions With(string fault, string command, string text = "") =>
        Of(Path.Combine("tests", "StandIns", "BridgeChild"), fault, command, text);

    /// <summary>Files of shared vectors that this process has left behind.</summary>
    public static IEnumerable<string> Leftovers()
    {
        var name = FormattableString.Invariant($"traininglint-{Environment.ProcessId}-*.vectors");
        return new[] { "/dev/shm", Path.GetTempPath() }.Where(Directory.Exists).SelectMany(directory => Directory.EnumerateFiles(directory, name));
    }

    /// <summary>Whether the process that a child named in its first line is gone.</summary>
    public static bool IsGone(string pidLine)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(pidLine.Split(' ')[1], CultureInfo.InvariantCulture));
            return process.WaitForExit(TimeSpan.FromMinutes(1));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static BridgeOptions Of(string project, params string[] arguments) => new()
    {
        Program = "dotnet",
        Arguments = [Path.Combine(Root, project, Output, Path.GetFileName(project) + ".dll"), .. arguments],
    };

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
