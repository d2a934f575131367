using System;
using System.CommandLine;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;
using TrainingLint.Cli.Watching;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint check</c>: findings, and an exit code for scripts.</summary>
internal sealed class CheckCommand
{
    private const string Never = "never";

    private readonly TerminalIo _io;
    private readonly InputOptions _input = new() { TakesProjects = true, StartsHere = true };
    private readonly RuleOptions _rules = new();
    private readonly FixOptions _fixes = new();
    private readonly BaselineOptions _baselines = new();
    private readonly ReportOptions _report = new();
    private readonly Option<string> _format = new("--format") { Description = "How findings are written.", DefaultValueFactory = _ => "text" };
    private readonly Option<string> _severity = new("--severity") { Description = "Lowest severity that is shown.", DefaultValueFactory = _ => "warning" };
    private readonly Option<string> _failOn = new("--fail-on") { Description = "Lowest severity for which the exit code is 1.", DefaultValueFactory = _ => "warning" };
    private readonly Option<bool> _noFail = new("--no-fail") { Description = "Same as --fail-on never." };
    private readonly Option<bool> _showSuppressed = new("--show-suppressed") { Description = "List accepted findings as well, with their reasons." };
    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Check again whenever a file changes, until Ctrl-C." };

    private readonly Option<string?> _explain = new("--explain")
    {
        Description = "Explain the rules of this ID, beginning of an ID or name, and check nothing.",
        HelpName = "RULE",
    };

    private CheckCommand(TerminalIo io) => _io = io;

    public static Command Create(TerminalIo io) => new CheckCommand(io).Build();

    private Command Build()
    {
        _format.AcceptOnly([.. CheckReports.All.Keys]);
        _severity.AcceptOnly("info", "warning", "error");
        _failOn.AcceptOnly("info", "warning", "error", Never);
        _explain.CompletionSources.Add(_ => RuleNames.Completions);
        var command = new Command("check", "Judges training configs, training programs in Python and C# projects, and reports what is risky in them.");
        _input.AddTo(command);
        foreach (var option in new Option[] { _format, _severity, _failOn, _noFail, _showSuppressed })
        {
            command.Options.Add(option);
        }

        _report.AddTo(command);
        command.Options.Add(_watch);
        command.Options.Add(_explain);
        _rules.AddTo(command);
        _fixes.AddTo(command);
        _baselines.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult call)
    {
        if (call.GetValue(_explain) is { } words)
        {
            RuleReport.WriteAll(RuleNames.Meant(words), _io);
            return ExitCode.Clean;
        }

        RefuseContradictions(call);
        var io = _report.Quieted(call, _io);
        return call.GetValue(_watch) ? Watch(call, io) : _report.Report(call, io, where => Check(call, where));
    }

    private void RefuseContradictions(ParseResult call)
    {
        var isPiped = _input.IsStandardInput(call);
        if (isPiped && _fixes.WantsFix(call))
        {
            throw new UsageException("--fix changes files on disk; with standard input, use --diff.");
        }

        if (_report.WantsStatistics(call) && call.GetValue(_format) != "text")
        {
            throw new UsageException("--statistics writes text; leave --format away.");
        }

        if (call.GetValue(_watch) && (isPiped || _report.WritesFile(call) || _fixes.WantsDiff(call) || _baselines.Writes(call)))
        {
            throw new UsageException("--watch goes on until Ctrl-C, so it takes no --stdin, --output-file, --diff or --write-baseline.");
        }
    }

    private int Watch(ParseResult call, TerminalIo io)
    {
        using var stop = new StopSignals();
        using var changes = io.Changes(_input.Root(call, io), stop.Token);
        return WatchLoop.Run(() => Check(call, io), changes, io);
    }

    private int Check(ParseResult call, TerminalIo io)
    {
        _input.Forget();
        var baseline = _baselines.Read(call, io);
        var rules = _rules.Choose(call);
        var isFixing = _fixes.WantsFix(call) || _fixes.WantsDiff(call);
        var found = _input.Lint(call, io, rules, withDependents: !isFixing);
        _report.SpareInputs(call, found, io);
        if (_baselines.Write(call, io, found, baseline, rules))
        {
            return Exit(found, Never);
        }

        var run = Accept(found);
        if (_fixes.WantsDiff(call))
        {
            return _fixes.WriteDiff(call, io, run) ? ExitCode.Findings : Exit(run, Never);
        }

        var isWritten = true;
        if (_fixes.WantsFix(call))
        {
            isWritten = _fixes.Apply(call, io, run);
            run = Accept(_input.Lint(call, io, rules, withDependents: true));
        }

        _report.Write(call, CheckReports.All[call.GetValue(_format)!], Shown(call, run), io);
        AddedFiles.Tell(run, io);
        var exit = Exit(run, FailOn(call));
        return isWritten || exit != ExitCode.Clean ? exit : ExitCode.Unreadable;

        LintRun Accept(LintRun all) => baseline is null ? all : _baselines.Apply(call, baseline, all, io);
    }

    private ShownFindings Shown(ParseResult call, LintRun run) => new(run, ParseSeverity(Chosen(call, _severity, "severity")))
    {
        ShowsSuppressed = call.GetValue(_showSuppressed),
        FailOn = FailOn(call) is not Never and var lowest ? ParseSeverity(lowest) : null,
    };

    private string FailOn(ParseResult call) => call.GetValue(_noFail) ? Never : Chosen(call, _failOn, "fail-on");

    // What a call says goes before what the project's settings say.
    private string Chosen(ParseResult call, Option<string> option, string key) =>
        (call.GetResult(option) is { Implicit: false } ? null : new ConfiguredOptions().RunSetting(_io.Directory, key)?.Value)
        ?? call.GetValue(option)!;

    private static Severity ParseSeverity(string name) => Enum.Parse<Severity>(name, ignoreCase: true);

    private static int Exit(LintRun run, string failOn)
    {
        if (run.Errors.Any(error => error.IsInternal))
        {
            return ExitCode.Internal;
        }

        if (run.Errors.Any(error => !error.IsNoInput) || run.Findings.Any(IsUnreadable))
        {
            return ExitCode.Unreadable;
        }

        var clean = run.Errors.Count > 0 ? ExitCode.Usage : ExitCode.Clean;
        return failOn != Never
            && run.Findings.Any(located => !located.Finding.Suppressed && located.Finding.Severity >= ParseSeverity(failOn))
            ? ExitCode.Findings
            : clean;
    }

    private static bool IsUnreadable(LocatedFinding located) =>
        !located.Finding.Suppressed
            && located.File.File.Observations.OfType<UnreadableObservation>().Any(problem => problem.Place == located.Finding.Place);
}
