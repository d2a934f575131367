using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;

namespace TrainingLint.Cli;

/// <summary>The framework's help, and behind it what people look for first: examples, and where to read on.</summary>
internal sealed class HelpWithExamples(TerminalIo io) : SynchronousCommandLineAction
{
    // In a pipe or a file nobody says how wide a line may be, and longer ones are hard to read on any screen.
    private const int WidestLine = 100;

    private readonly HelpAction _usual = new() { MaxWidth = Math.Min(io.Width, WidestLine) };

    /// <inheritdoc/>
    public override bool Terminating => true;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        // The framework leaves blanks behind the lines that it breaks.
        var usual = new StringWriter();
        parseResult.InvocationConfiguration.Output = usual;
        _usual.Invoke(parseResult);
        foreach (var line in usual.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'))
        {
            io.Output.WriteLine(line.TrimEnd());
        }

        io.Output.WriteLine();
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
