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
            var (sound, objection) = guard.Check(file);
            TellOfRefusal(file, sound, objection, io);
            if (sound.Fixes.Count > 0)
            {
                UnifiedDiff.Write(sound, io.Output);
                hasDiff = true;
            }
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
            var (sound, objection) = guard.Check(file);
            TellOfRefusal(file, sound, objection, io);
            if (sound.Fixes.Count == 0)
            {
                continue;
            }

            if (FileRewriter.Rewrite(sound.Source, sound.NewText, run.Root) is { } refusal)
            {
                failed = true;
                io.Tell("traininglint: " + file.Source.Path + " was left as it is: " + refusal + ".");
                continue;
            }

            (fixes, files) = (fixes + sound.Fixes.Count, files + 1);
        }

        io.Remark("traininglint: " + (fixes == 0 ? "no fix applied" : Summary.Counted(fixes, "finding") + " fixed in " + Summary.Counted(files, "file")) + ".");
        TellOfOthers(plan, io);
        return !failed;
    }

    private static void TellOfRefusal(FilePlan plan, FilePlan sound, string? objection, TerminalIo io)
    {
        if (objection is not null)
        {
            io.Tell("traininglint: " + plan.Source.Path + ": " + Summary.Counted(plan.Fixes.Count - sound.Fixes.Count, "finding") + " left, because " + objection + ".");
        }
    }

    private static void TellOfOthers(FixPlan plan, TerminalIo io)
    {
        if (plan.Held > 0)
        {
            io.Remark("traininglint: " + Summary.Counted(plan.Held, "further fix").Replace("fixs", "fixes", StringComparison.Ordinal) + " would change what a run does; --unsafe-fixes includes them.");
        }

        if (plan.Conflicting > 0)
        {
            io.Remark("traininglint: " + Summary.Counted(plan.Conflicting, "finding") + " left, whose fix touches the same text as another one; run the command again.");
        }
    }
}
