using System.CommandLine;
using System.IO;
using TrainingLint.Cli.Diagnosing.Checks;
using TrainingLint.Cli.Diagnosing.Logs;
using TrainingLint.Cli.Diagnosing.Reports;
using TrainingLint.Cli.Probing;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint diagnose</c>: what the log of a run shows, and the line of its config that it points to.</summary>
internal static class DiagnoseCommand
{
    public static Command Create(TerminalIo io)
    {
        var path = new Argument<string>("run") { Description = "The log: trainer_state.json, event files of TensorBoard, CSV or JSON lines; or the directory of the run." };
        var config = new Option<string?>("--config")
        {
            Description = "The config, launcher or C# code (.cs, .csproj, .sln) of the run, whose schedule the logged rate is held against.",
        };
        var recipe = new Option<string?>("--recipe") { Description = "Which recipe, when the config or project holds several." };
        var format = new Option<string>("--format") { Description = "How the result is written.", DefaultValueFactory = _ => "text" };
        format.AcceptOnly("text", "json");

        var command = new Command("diagnose", "Reads the log of a finished or failed run and says what went wrong, and which setting it points to.") { path, config, recipe, format };
        command.SetAction(call =>
        {
            StrayOptions.Refuse(call);
            var chosen = call.GetValue(config) is { } file ? ProbedRecipe.Choose(file, call.GetValue(recipe), io) : null;
            var shown = call.GetValue(path)!;
            try
            {
                var run = new LoggedRun(RunLogFiles.Read(Path.GetFullPath(shown, io.Directory), shown), chosen?.Recipe);
                var answer = new DiagnosisAnswer(run, RunDiagnosis.Of(run), chosen?.File.Path);
                return Write(answer, call.GetValue(format)!, io);
            }
            catch (LogFormatException unreadable)
            {
                io.Tell("traininglint: " + unreadable.Message + ".");
                return ExitCode.Unreadable;
            }
        });
        return command;
    }

    private static int Write(DiagnosisAnswer answer, string format, TerminalIo io)
    {
        if (format == "json")
        {
            DiagnosisJsonReport.Write(answer, io);
        }
        else
        {
            DiagnosisTextReport.Write(answer, io);
        }

        foreach (var problem in answer.Run.Log.Problems)
        {
            io.Tell("traininglint: " + problem + ".");
        }

        return answer.Run.Log.Problems.Count > 0 ? ExitCode.Unreadable
            : answer.Diagnosis.Cause is not null ? ExitCode.Findings : ExitCode.Clean;
    }
}
