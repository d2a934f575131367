using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TrainingLint.Cli;

/// <summary>The framework's help, and behind it what people look for first: examples, and where to read on.</summary>
internal sealed class HelpWithExamples(TerminalIo io) : SynchronousCommandLineAction
{
    // In a pipe or a file nobody says how wide a line may be, and one that is as long as its text wants cannot be read.
    private const int WidthWithoutTerminal = 120;

    private readonly HelpAction _usual = io.IsTerminal ? new() : new() { MaxWidth = WidthWithoutTerminal };

    /// <inheritdoc/>
    public override bool Terminating => true;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        _usual.Invoke(parseResult);
        var examples = HelpExamples.Of(parseResult.CommandResult.Command);
        io.Output.WriteLine("Examples:");
        foreach (var (call, purpose) in examples.Calls)
        {
            io.Output.WriteLine("  # " + purpose);
            io.Output.WriteLine("  " + call);
        }

        io.Output.WriteLine();
        io.Output.WriteLine("Read on: " + examples.Page);
        return ExitCode.Clean;
    }
}
