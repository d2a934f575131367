using TrainingLint.Cli.Tests.Documents;

namespace TrainingLint.Cli.Tests.Probing;

/// <summary>Problems in other processes, as far as no PyTorch is needed: samples/ProbeProtocol, and what is told before anything starts.</summary>
public sealed class BridgeOptionsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AProgramThatSpeaksTheProtocol_IsMeasured()
    {
        // Built with these tests, into a directory of the same configuration.
        var output = Path.GetRelativePath(Path.Combine(RepositoryCommandLine.Root, "tests", "TrainingLint.Cli.Tests"), AppContext.BaseDirectory);
        var child = Path.Combine(RepositoryCommandLine.Root, "samples", "ProbeProtocol", output, "ProbeProtocol.dll");

        var outcome = _scratch.Run("probe", "--steps", "0", "--bridge", "dotnet", child);

        Assert.True(outcome.Exit == ExitCode.Clean, outcome.Error);
        Assert.Equal("problem    cubic-fit: 4 parameters, 50 samples", outcome.Lines[0].TrimEnd());
        Assert.Equal("least squares: the Hessian is the same everywhere", outcome.Lines[1].Trim());
    }

    [Fact]
    public void TheBridge_IsWrittenWhereItIsWanted()
    {
        Directory.CreateDirectory(_scratch.PathOf("tests"));

        Assert.Equal(ExitCode.Clean, _scratch.Run("probe", "--write-bridge").Exit);
        Assert.Equal(ExitCode.Clean, _scratch.Run("probe", "--write-bridge", "tests").Exit);

        Assert.Contains("class MeasuredModel", _scratch.Read("traininglint_bridge.py"));
        Assert.Equal(_scratch.Read("traininglint_bridge.py"), _scratch.Read("tests/traininglint_bridge.py"));
        var missing = _scratch.Run("probe", "--write-bridge", "nowhere");
        Assert.Equal(ExitCode.Unreadable, missing.Exit);
        Assert.Contains("there is no such directory", missing.Error);
    }

    [Theory]
    [InlineData("there is no Python file 'missing.py'", "--python", "missing.py:problem")]
    [InlineData("'no-such-python' cannot be started: there is none of that name", "--python", "probe.py", "--python-executable", "no-such-python")]
    [InlineData("'no-such-program' cannot be started: there is none of that name", "--bridge", "no-such-program")]
    [InlineData("probe.py' cannot be started: it may not be run", "--bridge", "./probe.py")]
    [InlineData("choose one", "--python", "probe.py", "--bridge", "some-program")]
    [InlineData("above 0 seconds", "--python", "probe.py", "--bridge-time-limit", "-1")]
    public void WrongCalls_SayWhatIsWanted(string message, params string[] arguments)
    {
        _scratch.Write("probe.py", "def problem():\n    pass\n");

        var outcome = _scratch.Run(["probe", "--steps", "0", .. arguments]);

        Assert.Equal(ExitCode.Usage, outcome.Exit);
        Assert.Contains(message, outcome.Error);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void AProgramThatSaysSomethingElse_IsToldAsTheProblemsFailure()
    {
        var outcome = _scratch.Run("probe", "--steps", "0", "--bridge", "echo", "hello");

        Assert.Equal(ExitCode.Unreadable, outcome.Exit);
        Assert.Contains("to 'describe' the child answered \"hello\"", outcome.Error);
    }
}
