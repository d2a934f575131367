using System.CommandLine;
using System.IO;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Probing.Sweeps;
using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli.Commands;

/// <summary>How and where a sweep is written.</summary>
internal sealed class SweepOutputOptions
{
    private const string Json = "json";
    private const string Text = "text";

    private readonly Option<string?> _format = new("--format") { Description = "How the sweep is written: text, or json, which is the default for --output and --shard." };
    private readonly Option<string?> _output = new("--output") { Description = "File to write to, as a whole or not at all; standard output without it.", HelpName = "FILE" };

    public SweepOutputOptions() => _format.AcceptOnly(Text, Json);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_output);
    }

    /// <summary>Where the call wants its sweep; checked before the work begins.</summary>
    /// <exception cref="UsageException">Nothing can be written there, or the part of a sweep is wanted as text.</exception>
    public SweepOutput Open(ParseResult call, TerminalIo io, bool isPart)
    {
        var file = call.GetValue(_output) is { } path ? OutputFile.At("--output", path, io) : null;
        var format = call.GetValue(_format) ?? (isPart || file is not null ? Json : Text);
        return isPart && format == Text
            ? throw new UsageException("a part that is written as text can never be joined; with --shard, leave --format away or say json.")
            : new SweepOutput(file, format == Json, io);
    }
}

/// <summary>An open place for a sweep.</summary>
/// <param name="file">The file; null for standard output.</param>
/// <param name="asJson">True for JSON, false for text.</param>
/// <param name="io">The terminal.</param>
internal sealed class SweepOutput(OutputFile? file, bool asJson, TerminalIo io)
{
    /// <summary>Writes a sweep.</summary>
    /// <returns>True when it stands where it was wanted.</returns>
    public bool Write(SweepDocument document)
    {
        if (file is null)
        {
            WriteToTerminal(document);
            return true;
        }

        if (file.Write(Bytes(document)) is not { } problem)
        {
            return true;
        }

        io.Tell("traininglint: " + problem + " The sweep follows on standard output instead.");
        WriteToTerminal(document);
        return false;
    }

    private void WriteToTerminal(SweepDocument document)
    {
        if (asJson)
        {
            JsonOutput.Write(io, json => SweepJsonReport.Write(json, document));
        }
        else
        {
            SweepTextReport.Write(document, new Ansi(io.UseColor), io.Output);
        }
    }

    private byte[] Bytes(SweepDocument document)
    {
        if (asJson)
        {
            return JsonOutput.Bytes(json => SweepJsonReport.Write(json, document));
        }

        using var text = new StringWriter();
        SweepTextReport.Write(document, new Ansi(enabled: false), text);
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }
}
