using System.CommandLine;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Probing.Sweeps;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint probe merge</c>: the parts of a sweep become what one job would have written, byte for byte.</summary>
internal static class ProbeMergeCommand
{
    public static Command Create(TerminalIo io)
    {
        var parts = new Argument<string[]>("parts") { Arity = ArgumentArity.OneOrMore, Description = "The JSON of each share of 'traininglint probe sweep --shard i/n', in any order." };
        var outputOptions = new SweepOutputOptions();
        var command = new Command("merge", "Joins the parts of a sweep into the same bytes that one job writes; refuses what does not fit together.") { parts };
        outputOptions.AddTo(command);
        command.SetAction(call =>
        {
            StrayOptions.Refuse(call);
            var output = outputOptions.Open(call, io, isPart: false);
            var whole = SweepMerge.Join([.. call.GetValue(parts)!.Select(part => new SweepPart(part,
                SweepDocument.Read(Path.GetFullPath(part, io.Directory), part)))]);
            return output.Write(whole) ? ExitCode.Clean : ExitCode.Unreadable;
        });
        return command;
    }
}
