using System;
using System.IO;
using System.Text;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli;

/// <summary>The streams and circumstances of one call, so that tests can stand in for a terminal.</summary>
/// <param name="Input">Standard input, as bytes: its encoding is found out like that of a file.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Directory">Current directory, absolute.</param>
/// <param name="UseColor">True on a terminal that wants colour.</param>
/// <param name="Width">Columns of the terminal.</param>
internal sealed record TerminalIo(Stream Input, TextWriter Output, TextWriter Error, string Directory, bool UseColor, int Width)
{
    private const int WidthWithoutTerminal = 120;

    /// <summary>Looks an environment variable up.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What tells the time for budgets.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Writes a line to standard output; what is put into it is escaped, unless it is styled already.</summary>
    public void Say(FormattableString line) => Output.WriteLine(Styled.Line(line));

    /// <summary>Writes a line to standard output, escaped as a whole.</summary>
    public void SayPlain(string line) => Output.WriteLine(PlainText.Of(line));

    /// <summary>Writes a line for people to standard error, escaped as a whole.</summary>
    public void Tell(string line) => Error.WriteLine(PlainText.Of(line));

    public static TerminalIo ForProcess(Stream input, Stream output)
    {
        var utf8 = new UTF8Encoding(false);
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalIo(
            input,
            new StreamWriter(output, utf8, 1 << 16) { NewLine = "\n" },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" },
            System.IO.Directory.GetCurrentDirectory(),
            UseColor: !noColor && !Console.IsOutputRedirected,
            Width: Console.IsOutputRedirected ? WidthWithoutTerminal : Math.Max(60, Console.WindowWidth));
    }
}
