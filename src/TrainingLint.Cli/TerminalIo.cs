using System;
using System.IO;
using System.Text;
using System.Threading;
using TrainingLint.Cli.Reports;
using TrainingLint.Cli.Watching;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli;

/// <summary>The streams and circumstances of one call, so that tests can stand in for a terminal.</summary>
/// <param name="Input">Standard input, as bytes: its encoding is found out like that of a file.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Directory">Current directory, absolute.</param>
/// <param name="UseColor">True on a terminal that wants colour.</param>
/// <param name="Width">Columns of the terminal; as many as there can be where output goes elsewhere.</param>
internal sealed record TerminalIo(Stream Input, TextWriter Output, TextWriter Error, string Directory, bool UseColor, int Width)
{
    private const int UsualWidth = 80;
    private const int NarrowestWidth = 40;

    /// <summary>Looks an environment variable up.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What tells the time for budgets.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>True when somebody reads along, so that the screen may be cleared.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>True when nothing but findings and errors is wanted.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>What tells of changes below a directory until the token is cancelled.</summary>
    public Func<string, CancellationToken, IChangeSource> Changes { get; init; } = FileChanges.Below;

    /// <summary>Writes a line to standard output; what is put into it is escaped, unless it is styled already.</summary>
    public void Say(FormattableString line) => Output.WriteLine(Styled.Line(line));

    /// <summary>Writes a line to standard output, escaped as a whole.</summary>
    public void SayPlain(string line) => Output.WriteLine(PlainText.Of(line));

    /// <summary>Writes a line for people to standard error, escaped as a whole.</summary>
    public void Tell(string line) => Error.WriteLine(PlainText.Of(line));

    /// <summary>Writes a line to standard error that nobody misses who wants it quiet.</summary>
    public void Remark(string line)
    {
        if (!IsQuiet)
        {
            Tell(line);
        }
    }

    public static TerminalIo ForProcess(Stream input, Stream output)
    {
        var utf8 = new UTF8Encoding(false);
        var isTerminal = !Console.IsOutputRedirected;
        return new TerminalIo(
            input,
            new StreamWriter(output, utf8, 1 << 16) { NewLine = "\n" },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" },
            System.IO.Directory.GetCurrentDirectory(),
            UseColor: ColorChoice.FromSurroundings(Environment.GetEnvironmentVariable, isTerminal),
            Width: !isTerminal ? int.MaxValue : Console.WindowWidth is > 0 and var columns ? Math.Max(NarrowestWidth, columns) : UsualWidth)
        {
            IsTerminal = isTerminal && Environment.GetEnvironmentVariable("TERM") != "dumb",
        };
    }
}
