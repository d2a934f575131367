using System.Linq;
using TrainingLint.Cli.Diagnosing.Logs;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>Runs that were resumed and wrote steps again, and held-out losses that are infinite.</summary>
public sealed class RepeatedStepsTests : IDisposable
{
    private readonly Scratch _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void ResumedRun_CountsFromItsCheckpoint() =>
        Assert.Equal(
            [(1, 9), (2, 8), (3, 1), (4, 2), (5, 3), (6, 4), (7, 5)],
            Last((1, 9), (2, 8), (3, 7), (4, 6), (5, 5), (3, 1), (4, 2), (5, 3), (6, 4), (7, 5)));

    [Fact]
    public void WholeRunWrittenTwice_IsTheSecond() =>
        Assert.Equal([(1, 5), (2, 6), (3, 7)], Last((1, 9), (2, 8), (3, 7), (1, 5), (2, 6), (3, 7)));

    [Fact]
    public void SeveralNumbersOfOneStep_AreAllKept() =>
        Assert.Equal([(1, 9), (1, 8), (2, 7), (2, 6), (3, 5)], Last((1, 9), (1, 8), (2, 7), (2, 6), (3, 5)));

    [Fact]
    public void LogInAnotherOrder_IsOnlySorted() =>
        Assert.Equal([(1, 3), (2, 2), (3, 1)], Last((3, 1), (2, 2), (1, 3)));

    [Fact]
    public void WhatWasNoNumber_IsNotForgotten()
    {
        var kept = Last((1, 9), (2, 8), (3, double.NaN), (2, 7), (3, 6), (4, 5));

        Assert.Equal([(1, 9), (2, 7), (3, double.NaN), (3, 6), (4, 5)], kept);
    }

    [Fact]
    public void DivergenceBehindACheckpoint_IsSeenThroughTheRunThatIsGone()
    {
        var first = Enumerable.Range(1, 60).Select(step => Row(step, 3 - (step / 30.0)));
        var second = Enumerable.Range(21, 40).Select(step => Row(step, 2.3 + ((step - 20) / 4.0)));
        _files.Write("log.jsonl", string.Concat(first.Concat(second)));

        var found = _files.Run("diagnose", "log.jsonl", "--format", "json");

        Assert.Equal("diverged", found.Json.GetProperty("findings")[0].GetProperty("cause").GetString());
    }

    [Theory]
    [InlineData("Infinity", "Infinity", "risk")]
    [InlineData("Infinity", "0.5", "note")]
    public void InfiniteHeldOutLoss_IsNamed(string middle, string last, string severity)
    {
        var training = Enumerable.Range(1, 30).Select(step => Row(step, 3 - (step / 15.0)));
        _files.Write("log.jsonl", string.Concat(training) + HeldOut(10, "1.5") + HeldOut(20, middle) + HeldOut(30, last));

        var found = _files.Run("diagnose", "log.jsonl", "--format", "json").Json.GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("cause").GetString() == "dead-evaluation");

        Assert.Equal(severity, found.GetProperty("severity").GetString());
        Assert.Contains("at step 20", found.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyCellsOfEvaluations_AreNoFault()
    {
        var rows = Enumerable.Range(1, 30)
            .Select(step => FormattableString.Invariant($"{step},{3 - (step / 15.0)},{(step % 10 == 0 ? "1.5" : "nan")}\n"));
        _files.Write("log.csv", "step,loss,val_loss\n" + string.Concat(rows));

        var findings = _files.Run("diagnose", "log.csv", "--format", "json").Json.GetProperty("findings").EnumerateArray();

        Assert.DoesNotContain(findings, finding => finding.GetProperty("cause").GetString() == "dead-evaluation");
    }

    private static string Row(int step, double loss) =>
        FormattableString.Invariant($"{{\"step\": {step}, \"loss\": {loss}, \"lr\": 0.001}}\n");

    private static string HeldOut(int step, string loss) =>
        FormattableString.Invariant($"{{\"step\": {step}, \"eval_loss\": {loss}}}\n");

    private static (double Step, double Value)[] Last(params (double Step, double Value)[] written) =>
        [.. RepeatedSteps.Last([.. written.Select((point, line) => new LogPoint(point.Step, point.Value, new LogPlace(0, line)))])
            .Select(point => (point.Step, point.Value))];
}
