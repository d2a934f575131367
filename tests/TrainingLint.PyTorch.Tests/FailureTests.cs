using System;
using System.IO;

namespace TrainingLint.PyTorch.Tests;

/// <summary>What goes wrong in a user's function, or before it is called, is told in plain words.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly CommandLineCall _call = new();

    public FailureTests()
    {
        _call.Write("train.yaml", "SOLVER:\n  BASE_LR: 0.05\n  MAX_ITER: 1000\n  STEPS: [600, 800]\n  WARMUP_ITERS: 100\n  IMS_PER_BATCH: 64\n");
    }

    public void Dispose() => _call.Dispose();

    [PyTorchTheory]
    [InlineData("raises", "ZeroDivisionError: the user's own mistake (during 'describe')", "divide(outputs.sum(), 0)")]
    [InlineData("raises_at_once", "KeyError: 'no such dataset' (during 'describe')", "in raises_at_once")]
    [InlineData("exits", "SystemExit: bye", "in exits")]
    [InlineData("wrong_shapes", "mat1 and mat2 shapes cannot be multiplied (8x64 and 32x10) (with inputs [120, 64] float32", "")]
    [InlineData("nan_data", "the data's inputs hold numbers that are not finite, first in sample 7", "")]
    [InlineData("detached", "the loss does not depend on any parameter", "")]
    [InlineData("half_precision", "the parameter '0.weight' is float16", "")]
    [InlineData("nan_loss", "the loss is NaN before the first update", "")]
    [InlineData("random_answers", "gave two answers at the same parameters", "")]
    [InlineData("crashes", "the child process ended during 'loss' with exit code 11", "")]
    [InlineData("segfaults", "exit code 139 (segmentation fault)", "in <lambda>")]
    [InlineData("out_of_memory", "out of memory", "in <lambda>")]
    public void AProblemThatFails_IsToldInPlainWords(string function, string message, string frame)
    {
        var (exit, output, error) = _call.Run("probe", "--config", "train.yaml", "--python", PyTorch.Problem(function), "--budget", "100", "--steps", "5");

        Assert.True(exit == 3, error);
        Assert.Empty(output);
        Assert.Contains(message, error);
        Assert.Contains(frame, error);
        Assert.True(function == "segfaults" || !error.Contains("traininglint_bridge.py\"", StringComparison.Ordinal), error);
        Assert.True(function == "segfaults" || !error.Contains("dist-packages", StringComparison.Ordinal), error);
        Assert.DoesNotContain("   at ", error);
    }

    [PyTorchTheory]
    [InlineData("hangs_busily", "loss", 12)]
    [InlineData("hangs_at_once", "describe", 3)]
    public void AProblemThatHangs_IsStopped(string function, string command, int seconds)
    {
        var (exit, _, error) = _call.Run("probe", "--steps", "0", "--python", PyTorch.Problem(function), "--bridge-time-limit", FormattableString.Invariant($"{seconds}"));

        Assert.Equal(3, exit);
        Assert.Contains($"did not answer '{command}' within {seconds} s and was stopped", error);
    }

    [PyTorchFact]
    public void WrongCalls_SayWhatIsWanted()
    {
        void Fails(string message, params string[] arguments)
        {
            var (exit, output, error) = _call.Run(["probe", "--steps", "0", .. arguments]);
            Assert.Equal(2, exit);
            Assert.Empty(output);
            Assert.Contains(message, error);
        }

        _call.Write("broken.py", "def problem(:\n");
        _call.Write("probe.txt", "");
        Fails("there is no Python file 'missing.py'", "--python", "missing.py:problem");
        Fails("has no function 'nothing'; it has digits, perceptron", "--python", PyTorch.Problem("nothing"));
        Fails("is no Python file", "--python", "probe.txt:problem");
        Fails("choose one", "--python", "broken.py", "--bridge", "some-program");
        Fails("--python FILE:FUNCTION", "--python-executable", "python3");
        Fails("--python wants FILE:FUNCTION", "--python", "broken.py:");
        Fails("cannot be started: there is none of that name", "--python", "broken.py", "--python-executable", "no-such-python");
        Fails("above 0 seconds", "--python", "broken.py", "--bridge-time-limit", "0");
        var (exit, _, error) = _call.Run("probe", "--steps", "0", "--python", "broken.py");
        Assert.Equal(3, exit);
        Assert.Contains("SyntaxError", error);
    }

    [PyTorchFact]
    public void APythonWithoutTorch_IsNamed()
    {
        // The same interpreter, isolated from every place where packages are installed.
        var script = _call.Write("bare-python", "#!/bin/sh\nexec " + PyTorch.Executable + " -I -S \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var (exit, _, error) = _call.Run("probe", "--steps", "0", "--python", PyTorch.Problem("tiny"), "--python-executable", script);

        Assert.Equal(2, exit);
        Assert.Contains("has no numpy and no torch; choose another with --python-executable or TRAININGLINT_PYTHON", error);
    }
}
