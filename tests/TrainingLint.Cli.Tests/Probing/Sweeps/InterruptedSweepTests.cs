using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Probing.Sweeps;
using TrainingLint.Cli.Reports;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Judging;
using TrainingLint.Probe;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Cli.Tests.Probing.Sweeps;

public sealed class InterruptedSweepTests : IDisposable
{
    private readonly SweepScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void WhatIsDone_IsKeptAndTheRestIsNamed()
    {
        var document = StoppedAfter(units: 3, Shard.Whole);

        Assert.Equal([0, 1, 2], document.Entries.Select(entry => entry.Number));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], document.Missing);
        Write("stopped.json", document);
        SweepScratch.Refused(_scratch.Merge("stopped.json"), "'stopped.json' was interrupted and lacks units 3, 4, 5, 6, 7, 8, 9");
        Assert.Contains("\"missing\"", _scratch.Files.Read("stopped.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"summary\"", _scratch.Files.Read("stopped.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedPart_AndTheSameShareRunAgain_JoinToTheBytesOfOneJob()
    {
        var whole = _scratch.Whole();
        var parts = _scratch.Parts(2);
        Write("stopped.json", StoppedAfter(units: 2, new Shard(1, 2)));

        SweepScratch.Refused(_scratch.Merge("2.json", "stopped.json"), "'stopped.json' was interrupted and lacks units 4, 6, 8");
        Assert.Equal(whole, _scratch.Merge([.. parts, "stopped.json", "--format", "json"]).Output);
    }

    [Fact]
    public void AStoppedSweepAsText_SaysWhatIsMissing()
    {
        using var text = new StringWriter();
        SweepTextReport.Write(StoppedAfter(units: 6, Shard.Whole), new Ansi(enabled: false), text);

        Assert.Contains("missing    4 units, because the sweep was stopped: 6, 7, 8, 9\n", text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BridgeFailure.Ended)]
    [InlineData(BridgeFailure.TimeLimit)]
    [InlineData(BridgeFailure.Protocol)]
    public void AProblemWhoseProcessIsGone_EndsTheShareWithWhatIsDone(BridgeFailure failure)
    {
        var problem = new Failing(failure);
        var sweep = new SweepRun(Plan(problem), progress => problem.IsGone = progress.Step >= 4, CancellationToken.None);

        var document = sweep.Run(Shard.Whole);

        Assert.Equal([0, 1, 2, 3], document.Entries.Select(entry => entry.Number));
        Assert.All(document.Entries, entry => Assert.True(entry.HasRun));
        Assert.Contains("gone", sweep.EndedBy!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AProblemThatRefusesOneRun_IsAskedForTheOthers()
    {
        var problem = new Failing(BridgeFailure.Problem);
        var sweep = new SweepRun(Plan(problem), progress => problem.IsGone = progress.Step >= 4, CancellationToken.None);

        var document = sweep.Run(Shard.Whole);

        Assert.Equal((SweepScratch.Units, null), (document.Entries.Count, sweep.EndedBy));
        Assert.Equal([4, 5, 6, 7], document.Entries.Where(entry => entry.Failed is not null).Select(entry => entry.Number));
        Assert.Equal(1, document.Summaries.Count(summary => summary is { Failed: 2, FinalLoss: null, Recipe.File: "configs/sound.yaml" }));
    }

    // The signal comes while a unit is being trained, which is then no result.
    private SweepDocument StoppedAfter(int units, Shard shard)
    {
        using var stop = new CancellationTokenSource();
        void StopOnceDone(ProbeProgress progress)
        {
            if (progress.Step == units)
            {
                stop.Cancel();
            }
        }

        return new SweepRun(Plan(new DoubleWell()), StopOnceDone, stop.Token).Run(shard);
    }

    private SweepPlan Plan(IProblem problem)
    {
        var discovery = new FileDiscovery(_scratch.Files.Root);
        var linter = new InputLinter(new ConfigFiles(_scratch.Files.Root, discovery.Display), new Judge([]), new ConfiguredOptions());
        IReadOnlyList<InputFile> files = discovery.Find(["configs"]).Files;
        return SweepPlan.Of(linter.Run(files, []), problem, source: null, steps: 12, firstSeed: 0, seeds: 2);
    }

    private void Write(string name, SweepDocument document) =>
        _scratch.Files.Write(name, Encoding.UTF8.GetString(JsonOutput.Bytes(json => SweepJsonReport.Write(json, document))));

    /// <summary>A parabola behind a bridge that fails once it is told to.</summary>
    private sealed class Failing(BridgeFailure failure) : IProblem
    {
        private readonly OwnParabola _parabola = new();

        public bool IsGone { get; set; }

        public string Name => "failing";

        public int ParameterCount => _parabola.ParameterCount;

        public int SampleCount => _parabola.SampleCount;

        public void Initialize(int seed, Span<double> parameters) => _parabola.Initialize(seed, parameters);

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) =>
            IsGone ? throw new BridgeException(failure, "the process is gone") : _parabola.Evaluate(parameters, samples, gradient);
    }
}
