using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace TrainingLint.Cli.Commands;

/// <summary>Options between a command and its sub-command: they would be understood as the outer command's, and change nothing.</summary>
internal static class StrayOptions
{
    /// <summary>Refuses a call that has any.</summary>
    /// <exception cref="UsageException">The first of them, and where it belongs.</exception>
    public static void Refuse(ParseResult call)
    {
        var own = call.CommandResult;
        if (own.Parent is CommandResult outer
            && outer.Children.OfType<OptionResult>()
            .FirstOrDefault(option => option is { Implicit: false, Option.Recursive: false }) is { } stray)
        {
            throw new UsageException(stray.Option.Name + " stands before '" + own.Command.Name + "', where it changes nothing; put it behind, if '" + own.Command.Name + "' has it.");
        }
    }
}
