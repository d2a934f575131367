using System.CommandLine;
using System.Linq;
using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint inspect</c>: how files are understood.</summary>
internal static class InspectCommand
{
    public static Command Create(TerminalIo io)
    {
        var input = new InputOptions();
        var format = new Option<string>("--format") { Description = "How recipes are written.", DefaultValueFactory = _ => "text" };
        format.AcceptOnly("text", "json");

        var command = new Command("inspect", "Shows each training config as the recipe that it is understood to be.");
        input.AddTo(command);
        command.Options.Add(format);
        command.SetAction(call =>
        {
            var run = input.Lint(call, io, []);
            if (call.GetValue(format) == "json")
            {
                InspectJsonReport.Write(run, io);
            }
            else
            {
                InspectTextReport.Write(run, io);
            }

            return run.Errors.Any(error => error.IsInternal) ? ExitCode.Internal
                : run.Errors.Any(error => !error.IsNoInput) ? ExitCode.Unreadable : run.Errors.Count > 0 ? ExitCode.Usage : ExitCode.Clean;
        });
        return command;
    }
}
