using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace TrainingLint.PyTorch.Tests;

/// <summary>However the tool ends, its child process and the shared memory end with it.</summary>
public sealed class LifetimeTests
{
    private const int MostSignals = 120;

    [PyTorchTheory]
    [InlineData("-KILL", "hangs")]
    [InlineData("-KILL", "hangs_busily")]
    [InlineData("-TERM", "hangs")]
    [InlineData("-INT", "hangs")]
    public void WhenTheToolIsKilled_NothingIsLeft(string signal, string function)
    {
        // A shell starts jobs in its background with interrupts ignored, and what they start inherits that.
        using var tool =
            Process.Start(new ProcessStartInfo("env",
                ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "traininglint.dll"), "probe", "--steps", "0", "--python", PyTorch.Problem(function), "--python-executable", PyTorch.Executable])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
        var said = tool.StandardError.ReadLine();
        Assert.Contains("a print of the user's", said);
        var child = Children(tool.Id).Single();

        // The first interrupt asks the tool to stop when it can, which it never can here; the second is meant.
        for (var signals = 0; !tool.WaitForExit(TimeSpan.FromMilliseconds(500)); signals++)
        {
            Assert.True(signals < MostSignals, "the tool does not hear the signal " + signal);
            using var kill = Process.Start("kill", [signal, FormattableString.Invariant($"{tool.Id}")]);
            kill.WaitForExit();
        }

        Assert.True(IsGone(child), "the child process outlives the tool");
        Assert.Empty(Leftovers(tool.Id));
    }

    private static string[] Leftovers(int process) => [.. new[] { "/dev/shm", Path.GetTempPath() }
        .Where(Directory.Exists)
        .SelectMany(directory => Directory.EnumerateFiles(directory, FormattableString.Invariant($"traininglint-{process}-*.vectors")))];

    private static int[] Children(int process)
    {
        return [.. Directory.EnumerateDirectories(FormattableString.Invariant($"/proc/{process}/task"))
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static bool IsGone(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WaitForExit(TimeSpan.FromMinutes(1));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
