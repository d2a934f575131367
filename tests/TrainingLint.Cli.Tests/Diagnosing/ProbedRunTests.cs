using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>Logs of real trainings: the losses of every batch, as noisy as small batches make them.</summary>
public sealed class ProbedRunTests : IDisposable
{
    private const int Steps = 300;

    private readonly Scratch _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("digits", "SGD", 0.1, 0.9, 64)]
    [InlineData("digits", "SGD", 0.3, 0.0, 16)]
    [InlineData("digits", "Adam", 0.01, 0.0, 64)]
    [InlineData("digits", "AdamW", 0.003, 0.0, 8)]
    [InlineData("digits", "RMSProp", 0.003, 0.0, 32)]
    [InlineData("logistic", "SGD", 0.5, 0.0, 16)]
    [InlineData("logistic", "SGD", 0.1, 0.9, 4)]
    [InlineData("logistic", "Adam", 0.02, 0.0, 16)]
    public void ASoundTraining_IsNotAccused(string problem, string optimizer, double rate, double momentum, int batch)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var outcome = Diagnose(problem, optimizer, rate, momentum, batch, seed);

            Assert.True(outcome.Exit == ExitCode.Clean, outcome.Output);
        }
    }

    [Theory]
    [InlineData("digits", "SGD", 1e4, 0.9, "diverged")]
    [InlineData("digits", "Adam", 30, 0.0, "diverged")]
    [InlineData("digits", "SGD", 1e-8, 0.0, "learned-nothing")]
    [InlineData("digits", "Adam", 1e-9, 0.0, "learned-nothing")]
    [InlineData("logistic", "SGD", 1e5, 0.9, "diverged")]
    [InlineData("logistic", "SGD", 1e-7, 0.0, "learned-nothing")]
    public void ARuinedTraining_IsFound(string problem, string optimizer, double rate, double momentum, string cause)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var outcome = Diagnose(problem, optimizer, rate, momentum, batch: 64, seed);

            Assert.Equal(ExitCode.Findings, outcome.Exit);
            Assert.Contains("(" + cause + ")", outcome.Lines.First(line => line.StartsWith("risk", StringComparison.Ordinal)),
                StringComparison.Ordinal);
        }
    }

    private Outcome Diagnose(string problem, string optimizer, double rate, double momentum, int batch, int seed)
    {
        var schedule = LearningRateSchedule.Cosine(Steps, rate);
        var losses = OptimizationProbe.Run(new ProbeOptions
        {
            Problem = problem == "digits" ? new DigitsPerceptron([64, 12, 10], samples: 400) : new LogisticRegression(),
            Optimizer = OptimizerSettings.Of(Enum.Parse<OptimizerKind>(optimizer, ignoreCase: true)) with { Momentum = momentum },
            Schedule = schedule,
            BatchSize = batch,
            Seed = seed,
            Steps = Steps,
            StabilityPoints = 0,
            SweepSeeds = 0,
            SpectrumProducts = 10,
            Clock = StandingClock.Instance,
        }).Run.Losses;
        var log = new PlantedLog { Planned = Steps }
            .With("loss", 1, step => losses[Math.Min(step, losses.Count) - 1], losses.Count)
            .With("lr", 1, step => schedule.At(step - 1), losses.Count);
        _files.Write("log.jsonl", log.JsonLines())
            .Write("train.yaml", FormattableString.Invariant($"optimizer: {optimizer.ToLowerInvariant()}\nlr: {rate}\nmomentum: {momentum}\nscheduler: cosine\nmax_steps: {Steps}\nbatch_size: {batch}\n"));
        return _files.Run("diagnose", "log.jsonl", "--config", "train.yaml");
    }
}
