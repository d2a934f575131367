using System;

namespace TrainingLint.Cli.Watching;

/// <summary>A check that is made again whenever something changes.</summary>
internal static class WatchLoop
{
    private const string ClearScreen = "\u001b[2J\u001b[3J\u001b[H";

    /// <summary>Checks now and after each change.</summary>
    /// <param name="check">One check; its exit code.</param>
    /// <param name="changes">When to check again; until it ends.</param>
    /// <param name="io">Where people read along.</param>
    /// <returns>The exit code of the last check.</returns>
    public static int Run(Func<int> check, IChangeSource changes, TerminalIo io)
    {
        Clear(io);
        var exit = check();
        Pause(io);
        while (changes.Wait())
        {
            Clear(io);
            exit = Again(check, io);
            Pause(io);
        }

        return exit;
    }

    // Half-written settings are no reason to stop: the next change may put them right.
    private static int Again(Func<int> check, TerminalIo io)
    {
        try
        {
            return check();
        }
        catch (UsageException usage)
        {
            io.Tell("traininglint: " + usage.Message);
            return ExitCode.Usage;
        }
    }

    private static void Clear(TerminalIo io)
    {
        if (io.IsTerminal)
        {
            io.Output.Write(ClearScreen);
        }
    }

    private static void Pause(TerminalIo io)
    {
        io.Output.Flush();
        io.Remark("traininglint: waiting for changes; Ctrl-C ends it.");
    }
}
