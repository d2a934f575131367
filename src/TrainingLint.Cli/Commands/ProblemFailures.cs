using System.CommandLine;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Cli.Commands;

/// <summary>What a call says when a problem fails: the user's, mostly, so that the user's lines are named and none of this tool's.</summary>
internal static class ProblemFailures
{
    /// <summary>The problem of a call; null when it failed before it could be measured, which is told.</summary>
    public static IProblem? Create(ProblemOptions options, ParseResult call, TerminalIo io)
    {
        try
        {
            return options.Create(call, io);
        }
        catch (BridgeException failure)
        {
            Tell(io, "", failure.Message, failure);
        }
        catch (ProblemFailureException failure)
        {
            Tell(io, "", failure.Message, bridge: null);
        }

        return null;
    }

    /// <summary>Tells that a problem of a name failed.</summary>
    public static void Tell(TerminalIo io, IProblem problem, ProblemFailureException failure) =>
        Tell(io, " '" + problem.Name + "'", failure.Message, failure.InnerException as BridgeException);

    private static void Tell(TerminalIo io, string name, string message, BridgeException? bridge)
    {
        io.Tell("traininglint: the problem" + name + " failed: " + message + ".");
        foreach (var line in bridge?.Trace ?? [])
        {
            io.Tell("  " + line);
        }
    }
}
