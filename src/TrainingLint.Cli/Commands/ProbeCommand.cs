using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Probing;
using TrainingLint.Cli.Probing.Html;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.StandIns;
using TrainingLint.Probe.Verification;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint probe</c>: trains for seconds with a config's recipe and measures where that leads.</summary>
internal sealed class ProbeCommand
{
    private const double DefaultBudget = 10;
    private const double DefaultBudgetWithProof = 60;
    private const double LongestBudget = 7 * 24 * 60 * 60;

    /// <summary>Share of the budget after which the recipe's own run leaves the rest to the proof of findings.</summary>
    private const double RunShareWithProof = 0.25;

    /// <summary>Share of the budget that is spent on the recipe however long its problem took to start.</summary>
    private const double LeastShare = 0.2;

    private readonly TerminalIo _io;
    private readonly ProblemOptions _problem = new();
    private readonly Option<string?> _config = new("--config")
    {
        Description = "The training config whose recipe is run, or C# code (.cs, .csproj, .sln), which is built to read it. "
            + "May be left out with --steps 0.",
    };

    private readonly Option<string?> _recipe = new("--recipe") { Description = "Which recipe, when the config or project holds several." };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of everything random." };
    private readonly Option<int> _seeds = new("--seeds") { Description = "Runs whose ends are compared, each with a seed of its own.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _steps = new("--steps") { Description = "Optimizer steps; 0 only measures the starting point.", DefaultValueFactory = _ => ProbeOptions.DefaultSteps };
    private readonly Option<double?> _budget = new("--budget") { Description = "Seconds after which the probe stops and reports what it has; 10 unless told otherwise, 60 with --verify." };
    private readonly Option<string[]> _measure = new("--measure")
    {
        // Not from the sections: every call makes its commands, and most have no use for the probe.
        Description = "What is asked beyond the run: agreement, escape, forecast, generalization, global; all unless told otherwise, "
            + "'none' for nothing.",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<bool> _verify = new("--verify") { Description = "Prove or refute the findings on this config: train it as written and as advised, several seeds each." };
    private readonly Option<string> _severity = new("--severity") { Description = "Lowest severity of the findings that --verify tries.", DefaultValueFactory = _ => "warning" };
    private readonly Option<string?> _weights = new("--weights") { Description = "File of parameters to start from: little-endian float32 or float64, in the order of the problem." };
    private readonly Option<string> _format = new("--format") { Description = "How the result is written.", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _report = new("--report") { Description = "Also writes the result as a page with pictures, one file that opens offline." };
    private readonly Option<string?> _writeBridge = new("--write-bridge") { Description = "Only writes traininglint_bridge.py into a directory, the current one unless named.", Arity = ArgumentArity.ZeroOrOne };

    private long _began;

    private ProbeCommand(TerminalIo io) => _io = io;

    public static Command Create(TerminalIo io) => new ProbeCommand(io).Build();

    private Command Build()
    {
        _format.AcceptOnly("text", "json");
        _severity.AcceptOnly("info", "warning", "error");
        var command = new Command("probe", "Trains for seconds with a config's recipe and measures sharpness, stability limit and where the run ends.");
        foreach (var option in new Option[] { _config, _recipe, _seed, _seeds, _steps, _budget, _measure, _verify, _severity, _weights,
            _format, _report, _writeBridge })
        {
            command.Options.Add(option);
        }

        _problem.AddTo(command);
        command.Subcommands.Add(ProbeSweepCommand.Create(_io));
        command.Subcommands.Add(ProbeMergeCommand.Create(_io));
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult call)
    {
        if (call.GetResult(_writeBridge) is not null)
        {
            PythonBridge.Write(call.GetValue(_writeBridge) ?? ".", _io);
            return ExitCode.Clean;
        }

        CheckNumbers(call);
        var questions = ProbeQuestionNames.Parse(call.GetValue(_measure));

        // Before the problem, which may take a while to start.
        var chosen = call.GetValue(_config) is { } path ? ProbedRecipe.Choose(path, call.GetValue(_recipe), _io) : null;

        // How long a C# project takes to build says nothing about how long its recipe may be tried.
        _began = _io.Clock.GetTimestamp();
        if (chosen is null && (call.GetValue(_steps) > 0 || call.GetValue(_verify)))
        {
            throw new UsageException("name a config with --config FILE, or only measure with --steps 0.");
        }

        var page = call.GetValue(_report) is { } place ? OutputFile.At("--report", place, _io) : null;
        questions |= page is null ? ProbeQuestions.None : ProbeQuestions.Surfaces;
        if (chosen is not null && _problem.IsOpen(call) && !call.GetValue(_verify) && call.GetValue(_weights) is null)
        {
            var standIn = StandInChoice.Of(chosen.Recipe,
                RecipeKind.Of(chosen.Recipe, chosen.FullPathIn(_io.Directory)));
            return Run(call, new ProbeAnswer(standIn.Problem, chosen) { StandIn = standIn }, questions, page);
        }

        var subject = ProblemFailures.Create(_problem, call, _io);
        using var process = subject as IDisposable;
        return subject is null ? ExitCode.Unreadable : Run(call, new ProbeAnswer(subject, chosen), questions, page);
    }

    private int Run(ParseResult call, ProbeAnswer asked, ProbeQuestions questions, OutputFile? page)
    {
        using var stop = new CancellationTokenSource();
        void Stop(object? sender, ConsoleCancelEventArgs pressed)
        {
            // Whoever presses it again does not want to wait for what is under way.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        Console.CancelKeyPress += Stop;
        using var progress = new ProbeProgressLine(_io);
        try
        {
            var answer = Answer(call, asked, questions, progress.Show, stop.Token);
            progress.Clear();
            Write(answer, call.GetValue(_format)!);
            if (page?.Write(HtmlReport.Bytes(answer)) is { } problem)
            {
                _io.Tell("traininglint: the report " + problem);
                return ExitCode.Unreadable;
            }

            return IsRisky(answer) ? ExitCode.Findings : ExitCode.Clean;
        }
        catch (ProblemFailureException failure)
        {
            progress.Clear();
            ProblemFailures.Tell(_io, asked.Problem, failure);
            return ExitCode.Unreadable;
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }
    }

    private void CheckNumbers(ParseResult call)
    {
        if (call.GetValue(_steps) < 0 || call.GetValue(_budget) is <= 0 or double.NaN or > LongestBudget)
        {
            throw new UsageException(FormattableString.Invariant($"--steps must be 0 or above, and --budget above 0 and at most {LongestBudget} (a week)."));
        }

        if (call.GetValue(_seeds) is < 1 or > 100)
        {
            throw new UsageException(FormattableString.Invariant($"--seeds is {call.GetValue(_seeds)}, but must be 1 to 100."));
        }

        if (call.GetValue(_verify) && call.GetValue(_steps) == 0)
        {
            throw new UsageException("--verify trains, so --steps must be above 0.");
        }
    }

    private ProbeAnswer Answer(ParseResult call, ProbeAnswer answer, ProbeQuestions questions, Action<ProbeProgress> progress,
        CancellationToken stop)
    {
        var verifies = call.GetValue(_verify);
        var budget = Left(TimeSpan.FromSeconds(call.GetValue(_budget) ?? (verifies ? DefaultBudgetWithProof : DefaultBudget)));
        try
        {
            var plan = (answer.Recipe is { } recipe ? Planned(recipe, answer) : MeasurementOnly(answer.Problem)) with
            {
                Seed = call.GetValue(_seed),
                Seeds = call.GetValue(_seeds),
                Steps = call.GetResult(_steps) is null or { Implicit: true } && answer.StandIn is { } chosen ? chosen.Steps
                    : call.GetValue(_steps),
                Questions = questions,
                Budget = verifies ? budget * RunShareWithProof : budget,
                Weights = call.GetValue(_weights) is { } file
                    ? WeightFile.Read(Path.GetFullPath(file, _io.Directory), answer.Problem.ParameterCount)
                    : null,
                Progress = progress,
                Clock = _io.Clock,
                Cancellation = stop,
            };
            plan = AffordableMemory.Of(AffordableSamples.Of(plan));
            answer = answer with { Problem = plan.Problem, Plan = plan, Result = OptimizationProbe.Run(plan) };
        }
        catch (Exception wrong) when (wrong is RecipeNotRunnableException or ArgumentException { ParamName: null })
        {
            // What is wrong with the recipe may be just what the findings say; they can still be tried.
            if (!verifies)
            {
                SayCouldNotTell(call, wrong.Message);
                throw new UsageException(wrong.Message + ".");
            }

            answer = answer with { NotRun = wrong.Message };
        }

        return verifies ? answer with { Verification = Verify(call, answer, budget, progress, stop) } : answer;
    }

    /// <summary>The answer in one line has a place even where there is no other.</summary>
    private void SayCouldNotTell(ParseResult call, string reason)
    {
        if (call.GetValue(_format) == "text")
        {
            _io.Say($"could not tell: {reason}; nothing was run");
        }
    }

    /// <summary>What the start of a problem (a model that is loaded, a program that is started) has left of a budget.</summary>
    private TimeSpan Left(TimeSpan budget)
    {
        var left = budget - _io.Clock.GetElapsedTime(_began);
        return left > budget * LeastShare ? left : budget * LeastShare;
    }

    private IReadOnlyList<VerifiedFinding> Verify(ParseResult call, ProbeAnswer answer, TimeSpan budget, Action<ProbeProgress> progress,
        CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(budget * (1 - RunShareWithProof), _io.Clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop, timer.Token);
        return FindingVerification.Run(
            answer.Recipe!.Recipe,
            answer.Recipe.FindingsFrom(Enum.Parse<Severity>(call.GetValue(_severity)!, ignoreCase: true)),
            answer.Problem,
            new VerificationOptions
            {
                FirstSeed = call.GetValue(_seed),
                Steps = call.GetValue(_steps),
                Progress = progress,
                Cancellation = deadline.Token
            });
    }

    private void Write(ProbeAnswer answer, string format)
    {
        if (format == "json")
        {
            ProbeJsonReport.Write(answer, _io);
        }
        else
        {
            ProbeTextReport.Write(answer, _io);
        }
    }

    private static bool IsRisky(ProbeAnswer answer) =>
        answer.Result is { Risks.Count: > 0 } || answer.Verification?.Any(finding => finding.Verdict == FindingVerdict.Confirmed) == true;

    /// <summary>The recipe on its problem; on one that stands in for a large model, with what is carried over.</summary>
    private static ProbeOptions Planned(ProbedRecipe recipe, ProbeAnswer answer)
    {
        var plan = ProbeOptions.For(recipe.Recipe, answer.Problem);
        return answer.StandIn is { } standIn
            ? plan with
            {
                Schedule = plan.Schedule?.Times(standIn.RateFactor),
                BatchSize = standIn.BatchSize ?? plan.BatchSize,
                IsPartOfALongRun = standIn.IsPartOfALongRun
            }
            : plan;
    }

    private static ProbeOptions MeasurementOnly(IProblem problem) => new()
    {
        Problem = problem,
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
        Schedule = (LearningRateSchedule?)null,
    };
}
