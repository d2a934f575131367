using System.Linq;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>The same sound and faulty runs as eight frameworks log them, without a config.</summary>
public sealed class FrameworkLogTests : IDisposable
{
    private readonly Scratch _files = new();

    public void Dispose() => _files.Dispose();

    public static TheoryData<string, string, string?> Runs()
    {
        (string Kind, string? Cause, bool NeedsHeldOut)[] kinds =
        [
            ("sound", null, false),
            ("a rate of 0", "rate-zero", false),
            ("losses that are no number", "diverged", false),
            ("infinite losses", "diverged", false),
            ("losses that grow", "diverged", false),
            ("a spike", "loss-spike", false),
            ("overfitting", "overfitting", true),
            ("an evaluation of a copy", "dead-evaluation", true),
        ];
        var runs = new TheoryData<string, string, string?>();
        foreach (var (writer, kind) in FrameworkLog.Writers.Keys.SelectMany(writer => kinds.Select(kind => (writer, kind))))
        {
            // What a policy's loss does says nothing of whether it learns.
            var cause = writer == "stable-baselines3" && (kind.Kind is "losses that grow" or "a spike") ? null : kind.Cause;
            if (!kind.NeedsHeldOut || FrameworkLog.HasHeldOutLoss(writer))
            {
                runs.Add(writer, kind.Kind, cause);
            }
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void WhatIsWrong_IsFound_AndNothingElse(string writer, string kind, string? cause)
    {
        var (file, log) = FrameworkLog.Writers[writer];
        _files.Write(file, log(kind));

        var outcome = _files.Run("diagnose", file, "--format", "json");

        Assert.Equal(cause, outcome.Json.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("severity").GetString() == "risk").Select(finding => finding.GetProperty("cause").GetString()).FirstOrDefault());
        Assert.Equal(cause is null ? ExitCode.Clean : ExitCode.Findings, outcome.Exit);
    }
}
