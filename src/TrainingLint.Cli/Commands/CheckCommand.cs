using System;
using System.CommandLine;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint check</c>: findings, and an exit code for scripts.</summary>
internal static class CheckCommand
{
    private const string Never = "never";

    public static Command Create(TerminalIo io)
    {
        var input = new InputOptions();
        var rules = new RuleOptions();
        var format = new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong([.. CheckReports.All.Keys]);
        var severity = new Option<string>("--severity") { Description = "Lowest severity that is shown.", DefaultValueFactory = _ => "warning" };
        severity.AcceptOnlyFromAmong("info", "warning", "error");
        var failOn = new Option<string>("--fail-on") { Description = "Lowest severity for which the exit code is 1.", DefaultValueFactory = _ => "warning" };
        failOn.AcceptOnlyFromAmong("info", "warning", "error", Never);
        var noFail = new Option<bool>("--no-fail") { Description = "Same as --fail-on never." };

        var command = new Command("check", "Judges training configs and reports what is risky in them.");
        input.AddTo(command);
        foreach (var option in new Option[] { format, severity, failOn, noFail })
        {
            command.Options.Add(option);
        }

        rules.AddTo(command);
        command.SetAction(call =>
        {
            var run = input.Lint(call, io, rules.Choose(call));
            var shown = new ShownFindings(run, ParseSeverity(call.GetValue(severity)!));
            CheckReports.All[call.GetValue(format)!].Write(shown, io);
            return Exit(run, call.GetValue(noFail) ? Never : call.GetValue(failOn)!);
        });
        return command;
    }

    private static Severity ParseSeverity(string name) => Enum.Parse<Severity>(name, ignoreCase: true);

    private static int Exit(LintRun run, string failOn)
    {
        if (run.Errors.Any(error => error.IsInternal))
        {
            return ExitCode.Internal;
        }

        if (run.Errors.Count > 0)
        {
            return ExitCode.Unreadable;
        }

        return failOn != Never && run.Findings.Any(located => !located.Finding.Suppressed && located.Finding.Severity >= ParseSeverity(failOn)) ? ExitCode.Findings : ExitCode.Clean;
    }
}
