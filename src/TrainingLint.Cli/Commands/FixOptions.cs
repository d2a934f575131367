using System;
using System.CommandLine;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Fixing;
using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli.Commands;

/// <summary>Whether a call changes files, or shows how it would.</summary>
internal sealed class FixOptions
{
    private readonly Option<bool> _fix = new("--fix") { Description = "Apply the fixes that cannot change what a run does." };

    private readonly Option<bool> _diff = new("--diff") { Description = "Show the fixes as a diff instead of applying them; the exit code is 1 if there are any." };

    private readonly Option<bool> _unsafe = new("--unsafe-fixes") { Description = "With --fix or --diff: also those that change what a run does." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_fix);
        command.Options.Add(_diff);
        command.Options.Add(_unsafe);
    }

    /// <summary>True when the call only wants to see what would change.</summary>
    public bool WantsDiff(ParseResult call) => call.GetValue(_diff);

    /// <summary>True when the call wants files changed.</summary>
    public bool WantsFix(ParseResult call) => call.GetValue(_fix) && !call.GetValue(_diff);

    /// <summary>Shows the fixes as a diff; true if there are any.</summary>
    public bool WriteDiff(ParseResult call, TerminalIo io, LintRun run)
    {
        var plan = FixPlan.Of(run.Findings, call.GetValue(_unsafe));
        var guard = new FixGuard(run.Root);
        var hasDiff = false;
        foreach (var file in plan.Files)
        {
            if (guard.Objection(file) is { } objection)
            {
                TellOfRefusal(file, objection, io);
                continue;
            }

            UnifiedDiff.Write(file, io.Output);
            hasDiff = true;
        }

        TellOfOthers(plan, io);
        return hasDiff;
    }

    /// <summary>Applies the fixes; false when a file could not be written.</summary>
    public bool Apply(ParseResult call, TerminalIo io, LintRun run)
    {
        var plan = FixPlan.Of(run.Findings, call.GetValue(_unsafe));
        var guard = new FixGuard(run.Root);
        var (fixes, files, failed) = (0, 0, false);
        foreach (var file in plan.Files)
        {
            var refusal = guard.Objection(file) ?? FileRewriter.Rewrite(file.Source, file.NewText);
            if (refusal is null)
            {
                (fixes, files) = (fixes + file.Fixes, files + 1);
            }
            else
            {
                failed = true;
                TellOfRefusal(file, refusal, io);
            }
        }

        io.Error.WriteLine("traininglint: " + (fixes == 0 ? "no fix applied" : Summary.Counted(fixes, "finding") + " fixed in " + Summary.Counted(files, "file")) + ".");
        TellOfOthers(plan, io);
        return !failed;
    }

    private static void TellOfRefusal(FilePlan file, string refusal, TerminalIo io) =>
        io.Error.WriteLine("traininglint: " + file.Source.Path + " was left as it is: " + refusal + ".");

    private static void TellOfOthers(FixPlan plan, TerminalIo io)
    {
        if (plan.Held > 0)
        {
            io.Error.WriteLine("traininglint: " + Summary.Counted(plan.Held, "further fix").Replace("fixs", "fixes", StringComparison.Ordinal) + " would change what a run does; --unsafe-fixes includes them.");
        }

        if (plan.Conflicting > 0)
        {
            io.Error.WriteLine("traininglint: " + Summary.Counted(plan.Conflicting, "finding") + " left, whose fix touches the same text as another one; run the command again.");
        }
    }
}
