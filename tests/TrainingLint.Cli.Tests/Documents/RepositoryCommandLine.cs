
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests.Documents;

/// <summary>The command line run from the root of this repository, as its documents show it.</summary>
internal static class RepositoryCommandLine
{
    public static string Root { get; } = FindRoot();

    /// <summary>What a call writes to standard output, and its exit code.</summary>
    public static (string Output, int Exit) Run(params string[] arguments)
    {
        using var input = new MemoryStream();
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = new CommandLine(new TerminalIo(input, output, error, Root, UseColor: false,
            Width: 120)
        { Clock = StandingClock.Instance }).Run(arguments);
        return (output.ToString(), exit);
    }

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "TrainingLint.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException("The tests do not run inside of the repository.");
    }
}
