using System;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TrainingLint.PyTorch.Tests;

/// <summary>The tests of the model's side, which are written in Python.</summary>
public sealed class MeasuredModelTests
{
    [PyTorchFact]
    public void PythonTests_Pass()
    {
        using var call = new CommandLineCall();
        call.Run("probe", "--write-bridge", call.Root);
        var start = new ProcessStartInfo(PyTorch.Executable, ["-B", "-W", "ignore", "-m", "unittest", "test_measured_model"])
        {
            WorkingDirectory = PyTorch.Directory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PYTHONPATH"] = call.Root;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, errors + output.Result);
        Assert.Matches(new Regex("Ran [2-9][0-9] tests", RegexOptions.None, TimeSpan.FromSeconds(1)), errors);
    }
}
