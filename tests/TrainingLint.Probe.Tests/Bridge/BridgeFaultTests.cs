using System;
using System.IO;
using System.Linq;
using System.Threading;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Bridge;

/// <summary>Whatever a child process does, it is told in plain words, and nothing of it is left.</summary>
[Collection(nameof(Bridge))]
public sealed class BridgeFaultTests : IDisposable
{
    private string _pid = "";

    public void Dispose()
    {
        Assert.Empty(Children.Leftovers());
        if (_pid.Length > 0)
        {
            Assert.True(Children.IsGone(_pid));
        }
    }

    [Fact]
    public void AProgramThatIsNotThere_IsNamed()
    {
        var failure = Assert.Throws<BridgeException>(() => BridgedProblem.Start(new BridgeOptions { Program = "no-such-program-here" }));

        Assert.Equal(BridgeFailure.Setup, failure.Failure);
        Assert.Equal("the program 'no-such-program-here' cannot be started: there is none of that name", failure.Message);
    }

    [Theory]
    [InlineData("describe")]
    [InlineData("map")]
    [InlineData("initialise")]
    [InlineData("loss")]
    [InlineData("prepare")]
    [InlineData("products")]
    public void AChildThatEnds_IsToldWithCommandAndExitCode(string command)
    {
        var failure = Fails(command, "exit", command, "7");

        Assert.Equal(BridgeFailure.Ended, failure.Failure);
        Assert.Equal($"the child process ended during '{command}' with exit code 7", failure.Message);
    }

    [Fact]
    public void ACrash_IsTold()
    {
        var failure = Fails("loss", "abort", "loss");

        Assert.Equal(BridgeFailure.Ended, failure.Failure);
        Assert.Contains("exit code 134 (aborted)", failure.Message);
    }

    [Theory]
    [InlineData("describe", 1)]
    [InlineData("map", 2)]
    [InlineData("products", 6)]
    public void AChildThatHangs_IsStopped(string command, int exchange)
    {
        var failure = Fails(command, "hang", command, clock: new ClockThatRunsOut(exchange));

        Assert.Equal(BridgeFailure.TimeLimit, failure.Failure);
        Assert.Equal($"the child process did not answer '{command}' within 60 s and was stopped", failure.Message);
    }

    [Fact]
    public void AChildThatDoesNotSayFarewell_IsStopped() => Run("hang", "shutdown", "", new ClockThatRunsOut(7));

    [Theory]
    [InlineData("describe", "Loading the model...", "to 'describe' the child answered \"Loading the model...\", which is no message of the protocol; only answers may go to its standard output")]
    [InlineData("loss", "{\"loss\": ", "the answer to 'loss' is no JSON")]
    [InlineData("loss", "{\"loss\": \"much\"}", "the answer to 'loss' holds no number 'loss'")]
    [InlineData("loss", "{}", "the answer to 'loss' holds no number 'loss'")]
    [InlineData("describe", "{}", "the answer to 'describe' is wrong: 'protocol' is missing or no number")]
    public void AnAnswerOutsideOfTheProtocol_IsQuoted(string command, string answer, string message)
    {
        var failure = Fails(command, "say", command, answer);

        Assert.Equal(BridgeFailure.Protocol, failure.Failure);
        Assert.Equal(message, failure.Message);
    }

    [Theory]
    [InlineData("{\"protocol\": 2}", "the child speaks protocol 2, but this program speaks 1")]
    [InlineData("{\"precision\": \"float16\"}", "'precision' is 'float16'; it should be float32 or float64")]
    [InlineData("{\"parameters\": 5}", "'tensors' hold 4 numbers, but 'parameters' is 5")]
    [InlineData("{\"parameters\": 0}", "'parameters' is 0; it should be a whole number from 1")]
    [InlineData("{\"samples\": 2.5}", "'samples' is 2.5; it should be a whole number from 1")]
    [InlineData("{\"tensors\": [{\"name\": \"w\", \"shape\": [-4]}]}", "a dimension in 'shape' is no whole number from 0")]
    [InlineData("{\"tensors\": [{\"name\": \"w\", \"shape\": [2147483647, 4]}]}", "'w' is too large")]
    [InlineData("{\"notes\": [1]}", "'notes' should hold texts only")]
    [InlineData("{\"name\": null}", "'name' is missing or no string")]
    public void AWrongDescription_SaysWhatIsWrong(string changes, string message)
    {
        var failure = Fails("describe", "merge", "describe", changes);

        Assert.Equal(BridgeFailure.Protocol, failure.Failure);
        Assert.Contains("the answer to 'describe' is wrong: " + message, failure.Message);
    }

    [Fact]
    public void WhatTheChildReports_ComesWithItsTrace()
    {
        var failure = Fails("loss", "say", "loss", "{\"error\": {\"kind\": \"problem\", \"message\": \"ValueError: odd\", \"trace\": [\"File \\\"a.py\\\", line 3\", \"  x\"]}}");

        Assert.Equal(BridgeFailure.Problem, failure.Failure);
        Assert.Equal("ValueError: odd (during 'loss')", failure.Message);
        Assert.Equal(["File \"a.py\", line 3", "  x"], failure.Trace);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void ALossThatIsNotFinite_HasItsWord(string word)
    {
        using var problem = BridgedProblem.Start(Children.With("say", "loss", $"{{\"loss\": \"{word}\"}}"));

        Assert.Equal(double.Parse(word, System.Globalization.CultureInfo.InvariantCulture),
            problem.Evaluate(new double[4], SampleSet.All(50), default));
        var failure = Assert.Throws<ProblemFailureException>(() => new GuardedProblem(problem).Check(new double[4]));
        Assert.Contains("before the first update", failure.Message);
    }

    [Fact]
    public void AWrongGradient_IsNoticed()
    {
        using var problem = BridgedProblem.Start(Children.With("merge", "loss", "{\"loss\": 3}"));

        var failure = Assert.Throws<ProblemFailureException>(() => new GuardedProblem(problem).Check(new double[4]));
        Assert.Contains("the gradient is not that of the loss", failure.Message);
    }

    [Fact]
    public void WhatTheChildSaysForPeople_IsPassedOnAndHarmless()
    {
        var said = "";
        using var problem = BridgedProblem.Start(Children.With("complain", "describe", "careful") with { Output = line => said += line + "\n" });
        problem.Dispose();

        Assert.Contains("careful\n", said);
    }

    [Fact]
    public void TheSharedFile_HasNoNameWhileItIsUsed()
    {
        var note = Path.GetTempFileName();
        try
        {
            using var problem = BridgedProblem.Start(Children.With("record", "map", note));

            Assert.NotEmpty(File.ReadAllText(note));
            Assert.Equal(OperatingSystem.IsWindows() ? 1 : 0, Children.Leftovers().Count());
            Assert.True(double.IsFinite(problem.Evaluate(new double[4], SampleSet.All(50), default)));
        }
        finally
        {
            File.Delete(note);
        }
    }

    private BridgeException Fails(string command, string fault, string at, string text = "", TimeProvider? clock = null)
    {
        var failure = Assert.ThrowsAny<Exception>(() => Run(fault, at, text, clock ?? StandingClock.Instance));
        Assert.False(failure is ProblemFailureException, command);
        return Assert.IsType<BridgeException>(failure);
    }

    /// <summary>Every command once.</summary>
    private void Run(string fault, string at, string text, TimeProvider clock)
    {
        using var problem = BridgedProblem.Start(Children.With(fault, at, text) with
        {
            TimeLimit = TimeSpan.FromSeconds(60),
            Clock = clock,
            Output = line => _pid = line.StartsWith("pid ", StringComparison.Ordinal) ? line : _pid,
        });
        var point = new double[4];
        problem.Initialize(0, point);
        problem.Evaluate(point, SampleSet.All(50), new double[4]);
        ((IExactCurvature)problem).HessianAt(point, SampleSet.All(50)).Multiply([1, 0, 0, 0], new double[4]);
    }

    /// <summary>Its time is over as soon as a certain exchange begins, and never in the others, however busy the machine is.</summary>
    private sealed class ClockThatRunsOut(int exchange) : TimeProvider
    {
        private int _exchanges;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            ++_exchanges == exchange
                ? System.CreateTimer(callback, state, TimeSpan.Zero, period)
                : StandingClock.Instance.CreateTimer(callback, state, dueTime, period);
    }
}
