using System;
using System.CommandLine;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Cli.Probing.Sweeps;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint probe sweep</c>: every recipe of many configs with several seeds, in one job or in many.</summary>
internal sealed class ProbeSweepCommand
{
    private const int DefaultSeeds = 5;
    private const int MostSeeds = 10_000;

    private readonly TerminalIo _io;
    private readonly InputOptions _input = new() { TakesStandardInput = false };
    private readonly ProblemOptions _problem = new();
    private readonly SweepOutputOptions _output = new();
    private readonly Option<int> _seeds = new("--seeds") { Description = "Seeds that each recipe is run with.", DefaultValueFactory = _ => DefaultSeeds };
    private readonly Option<int> _firstSeed = new("--first-seed") { Description = "The lowest seed." };
    private readonly Option<int> _steps = new("--steps") { Description = "Optimizer steps of each run.", DefaultValueFactory = _ => ProbeOptions.DefaultSteps };
    private readonly Option<string?> _shard = new("--shard") { Description = "Run one share of the work only: i/n, from 1/n to n/n. 'traininglint probe merge' joins the shares.", HelpName = "i/n" };

    private ProbeSweepCommand(TerminalIo io) => _io = io;

    public static Command Create(TerminalIo io) => new ProbeSweepCommand(io).Build();

    private Command Build()
    {
        var command = new Command("sweep", "Runs every recipe of configs with several seeds and summarises each recipe; the result depends on no clock.");
        _input.AddTo(command);
        foreach (var option in new Option[] { _seeds, _firstSeed, _steps, _shard })
        {
            command.Options.Add(option);
        }

        _output.AddTo(command);
        _problem.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult call)
    {
        StrayOptions.Refuse(call);
        CheckNumbers(call);
        var shard = call.GetValue(_shard) is { } share ? Shard.Parse(share) : Shard.Whole;
        var output = _output.Open(call, _io, isPart: shard.Count > 1);
        var run = _input.Lint(call, _io, rules: []);
        var problem = ProblemFailures.Create(_problem, call, _io);
        using var process = problem as IDisposable;
        if (problem is null)
        {
            return ExitCode.Unreadable;
        }

        var source = _problem.SourceOf(call, _io);
        var plan = SweepPlan.Of(run, problem, source, call.GetValue(_steps), call.GetValue(_firstSeed), call.GetValue(_seeds));
        Announce(run, plan);
        return Run(plan, shard, output);
    }

    private int Run(SweepPlan plan, Shard shard, SweepOutput output)
    {
        using var stop = new StopSignals();
        using var progress = new ProbeProgressLine(_io);
        var sweep = new SweepRun(plan, progress.Show, stop.Token);
        var document = sweep.Run(shard);
        progress.Clear();
        var isWritten = output.Write(document);
        if (sweep.EndedBy is { } failure && !stop.Token.IsCancellationRequested)
        {
            ProblemFailures.Tell(_io, plan.Problem, failure);
        }

        if (document.Missing.Count > 0)
        {
            _io.Tell(FormattableString.Invariant($"traininglint: stopped; {document.Entries.Count} units are written, {document.Missing.Count} are missing and named there."));
        }

        return Exit(sweep, plan, document, isWritten, stop.Token.IsCancellationRequested);
    }

    private void CheckNumbers(ParseResult call)
    {
        if (call.GetValue(_steps) < 1)
        {
            throw new UsageException("a sweep trains, so --steps must be 1 or above.");
        }

        if (call.GetValue(_seeds) is < 1 or > MostSeeds || call.GetValue(_firstSeed) is < 0 or > int.MaxValue - (2 * MostSeeds))
        {
            throw new UsageException(FormattableString.Invariant($"--seeds must be 1 to {MostSeeds}, and --first-seed 0 to {int.MaxValue - (2 * MostSeeds)}."));
        }
    }

    private void Announce(LintRun run, SweepPlan plan)
    {
        foreach (var config in plan.Unreadable)
        {
            _io.Tell(FormattableString.Invariant($"{config.File}:{config.Line}: {config.Message}"));
        }

        var others = run.Files.Count(linted => linted.File.Recipes.Count == 0);
        if (others > 0)
        {
            _io.Tell(FormattableString.Invariant($"traininglint: {others} of {run.Files.Count} files hold no training recipe and are left out."));
        }
    }

    /// <summary>A risk is what a sweep looks for, and no failure of the job that looks.</summary>
    private static int Exit(SweepRun sweep, SweepPlan plan, SweepDocument document, bool isWritten, bool isStopped) =>
        sweep.HasDefect ? ExitCode.Internal
        : !isWritten ? ExitCode.Unreadable
        : document.Missing.Count > 0 && isStopped ? ExitCode.Interrupted
        : document.Missing.Count > 0 || plan.Unreadable.Count > 0 || document.Entries.Any(entry => entry.Failed is not null)
            ? ExitCode.Unreadable
        : ExitCode.Clean;
}
