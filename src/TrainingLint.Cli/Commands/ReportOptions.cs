using System;
using System.CommandLine;
using System.IO;
using System.Text;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli.Commands;

/// <summary>How much of a check is reported, and where to.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _file = new("--output-file", "-o")
    {
        Description = "Write the report to this file, as a whole or not at all, instead of standard output.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _statistics = new("--statistics")
    {
        Description = "Count the findings of each rule instead of listing them.",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Findings and errors only: no summary and no remarks." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_statistics);
        command.Options.Add(_quiet);
    }

    /// <summary>True when the report goes to a file.</summary>
    public bool WritesFile(ParseResult call) => call.GetValue(_file) is not null;

    /// <summary>Refuses a call whose report would take the place of a config.</summary>
    /// <exception cref="UsageException">It would.</exception>
    public void SpareInputs(ParseResult call, LintRun run, TerminalIo io)
    {
        if (call.GetValue(_file) is { } shown)
        {
            OutputFile.MustSpare("--output-file", shown, run, io);
        }
    }

    /// <summary>True when rules are counted in the place of a list of findings.</summary>
    public bool WantsStatistics(ParseResult call) => call.GetValue(_statistics);

    /// <summary>Where a check reports to; quiet when the call wants it so.</summary>
    public TerminalIo Quieted(ParseResult call, TerminalIo io) => io with { IsQuiet = call.GetValue(_quiet) };

    /// <summary>Lets a check report to where the call wants it; its exit code, or another one when the file cannot be written.</summary>
    /// <exception cref="UsageException">Nothing can be written to the file.</exception>
    public int Report(ParseResult call, TerminalIo io, Func<TerminalIo, int> check)
    {
        if (call.GetValue(_file) is not { } shown)
        {
            return check(io);
        }

        var file = OutputFile.At("--output-file", shown, io);
        using var text = new StringWriter { NewLine = "\n" };
        var exit = check(io with { Output = text, UseColor = false });
        if (file.Write(new UTF8Encoding(false).GetBytes(text.ToString())) is not { } failure)
        {
            return exit;
        }

        io.Tell("traininglint: " + failure);
        return exit is ExitCode.Clean or ExitCode.Findings ? ExitCode.Unreadable : exit;
    }

    /// <summary>Writes findings as the call wants them.</summary>
    public void Write(ParseResult call, ICheckReport report, ShownFindings shown, TerminalIo io)
    {
        if (WantsStatistics(call))
        {
            StatisticsReport.Write(shown, io);
        }
        else
        {
            report.Write(shown, io);
        }
    }
}
