using System.Linq;
using CsCheck;
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests.Baselines;

/// <summary>What holds of a baseline whatever was accepted: it hides what it was made from, wherever that has moved, and nothing else.</summary>
public sealed class BaselinePropertyTests : IDisposable
{
    private const int Cases = 60;

    // Each is worth a finding of its own under the rate, the momentum or the warmup.
    private static readonly string[] Rates = ["0.02", "2.0", "20.0"];
    private static readonly string[] Momenta = ["0.9", "9.0", "1.0"];
    private static readonly string[] Warmups = ["1000", "95000", "180000"];

    private readonly Scratch _scratch = new();

    private static Gen<string[]> Documents { get; } =
        Gen.Select(Gen.OneOf(Rates), Gen.OneOf(Momenta), Gen.OneOf(Warmups), Document).Array[1, 3];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void WhatWasAccepted_StaysAccepted_WhereverItMoves() => Property.Holds(
        Gen.Select(Documents, Gen.Int[0, 4], Gen.Bool, (documents, lines, hasKey) => (Documents: documents, Lines: lines, HasKey: hasKey)),
        Cases,
        moved =>
        {
            var before = Accepted(moved.Documents);
            var above = string.Concat(Enumerable.Repeat("# a comment\n\n", moved.Lines)) + (moved.HasKey ? "OUTPUT_DIR: out\n" : "");
            var outcome = Checked([above + moved.Documents[0], .. moved.Documents[1..]]);

            Assert.Equal(0, outcome.Exit);
            Assert.Equal(before, Count(outcome));
        },
        moved => string.Join("---\n", moved.Documents));

    [Fact]
    public void WhatComesOnTop_IsOpen() => Property.Holds(
        Gen.Select(Documents, Gen.OneOf("30.0", "50.0", "70.0"), (documents, rate) => (Documents: documents, Rate: rate)),
        Cases,
        grown =>
        {
            Accepted(grown.Documents);
            var outcome = Checked([.. grown.Documents, Document(grown.Rate, Momenta[0], Warmups[0])]);

            Assert.Equal(1, outcome.Exit);
            var open = outcome.Json.GetProperty("findings").EnumerateArray().Where(finding => !finding.GetProperty("suppressed").GetBoolean()).ToArray();
            Assert.All(open, finding => Assert.Contains(grown.Rate, finding.GetProperty("message").GetString(), StringComparison.Ordinal));
            Assert.NotEmpty(open);
        },
        grown => string.Join("---\n", grown.Documents));

    private static string Document(string rate, string momentum, string warmup) =>
        "SEED: 42\nSOLVER:\n  BASE_LR: " + rate + "\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n  STEPS: (60000, 80000)\n  MOMENTUM: " + momentum
        + "\n  WARMUP_ITERS: " + warmup + "\n";

    private int Accepted(string[] documents)
    {
        Write(documents);
        Assert.Equal(0, _scratch.Run("check", "configs", "--write-baseline", "baseline.json").Exit);
        return Count(Checked(documents));
    }

    private Outcome Checked(string[] documents)
    {
        Write(documents);
        return _scratch.Run("check", "configs", "--baseline", "baseline.json", "--format", "json");
    }

    // A file each, and none of the case before.
    private void Write(string[] documents)
    {
        if (Directory.Exists(_scratch.PathOf("configs")))
        {
            Directory.Delete(_scratch.PathOf("configs"), recursive: true);
        }

        for (var i = 0; i < documents.Length; i++)
        {
            _scratch.Write(FormattableString.Invariant($"configs/{i}.yaml"), documents[i]);
        }
    }

    private static int Count(Outcome outcome) => outcome.Json.GetProperty("findings").GetArrayLength();
}
