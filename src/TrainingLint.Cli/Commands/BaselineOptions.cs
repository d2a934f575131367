using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Baselines;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Commands;

/// <summary>How a call accepts the findings of the past.</summary>
internal sealed class BaselineOptions
{
    private readonly Option<string?> _read = new("--baseline") { Description = "Accept the findings in this file and report only new ones.", HelpName = "FILE" };

    private readonly Option<string?> _write = new("--write-baseline") { Description = "Write today's findings into this file instead of reporting them.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_read);
        command.Options.Add(_write);
    }

    /// <summary>True when the call writes a baseline in the place of a report.</summary>
    public bool Writes(ParseResult call) => call.GetValue(_write) is not null;

    /// <summary>Reads the baseline that the call names; null without one. Before the work, so that a mistaken path costs no time.</summary>
    public Baseline? Read(ParseResult call, TerminalIo io) =>
        PathOf(call, io) is { } path ? Baseline.Read(Path.GetFullPath(path, io.Directory), path) : null;

    // A project's first baseline is written where its settings, or the call itself, name one that is not there yet.
    private string? PathOf(ParseResult call, TerminalIo io)
    {
        var named = call.GetValue(_read);
        var read = named ?? new ConfiguredOptions().Baseline(io.Directory);
        return call.GetValue(_write) is { } written && (named is null || named == written) && !Exists(read, io) ? null : read;
    }

    private static bool Exists(string? path, TerminalIo io) => path is not null && Path.Exists(Path.GetFullPath(path, io.Directory));

    /// <summary>Writes a baseline if the call asks for it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="io">Where to tell of it.</param>
    /// <param name="run">The run before any baseline is applied to it.</param>
    /// <param name="older">The baseline that the call reads, of which the run may see only a part.</param>
    /// <param name="rules">The rules that the run applied.</param>
    public bool Write(ParseResult call, TerminalIo io, LintRun run, Baseline? older, IReadOnlyList<Rule> rules)
    {
        if (call.GetValue(_write) is not { } path)
        {
            return false;
        }

        OutputFile.MustSpare("--write-baseline", path, run, io);
        var full = Path.GetFullPath(path, io.Directory);
        var baseline = Baseline.Of(run, new BaselineView(run, io.Directory, full), older, id => rules.Any(rule => rule.Info.Id == id));
        baseline.Write(full, path);
        io.SayPlain(Summary.Counted(baseline.Count, "finding") + " written to " + path + "; 'traininglint check --baseline " + path + "' reports only new ones.");
        return true;
    }

    /// <summary>The run with accepted findings marked; tells of those that are gone.</summary>
    public LintRun Apply(ParseResult call, Baseline baseline, LintRun run, TerminalIo io)
    {
        var (marked, gone) = baseline.Apply(run, new BaselineView(run, io.Directory, Path.GetFullPath(PathOf(call, io)!, io.Directory)));
        foreach (var finding in gone)
        {
            var where = finding.Key is { } key ? " at " + key : "";
            io.Remark("traininglint: gone from " + finding.File + ": " + finding.RuleId + where + ".");
        }

        if (gone.Count > 0)
        {
            var count = Summary.Counted(gone.Count, "finding");
            io.Remark("traininglint: " + count + " of the baseline gone; write it anew, so that it shrinks.");
        }

        return marked;
    }
}
