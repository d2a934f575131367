using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TrainingLint.Cli;

/// <summary>The framework's help, and behind it what people look for first: examples, and where to read on.</summary>
internal sealed class HelpWithExamples(TerminalIo io) : SynchronousCommandLineAction
{
    private readonly HelpAction _usual = new();

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
