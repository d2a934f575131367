using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint config</c>: what is configured for a file, and where.</summary>
internal static class ConfigCommand
{
    public static Command Create(TerminalIo io)
    {
        var file = new Argument<string>("file") { Description = "A config, whether it exists yet or not." };
        var command = new Command("config", "Shows what traininglint.yaml, pyproject.toml and .editorconfig say for a file, and what is wrong with it.") { file };
        command.SetAction(call => Write(call.GetValue(file)!, io));
        return command;
    }

    private static int Write(string file, TerminalIo io)
    {
        var configured = new ConfiguredOptions();
        var path = Path.GetFullPath(file, io.Directory);
        var lines = configured.Lines(path);
        ConfigurationProblem[] problems = [.. configured.Problems(path)];
        if (lines.Count == 0 && problems.Length == 0)
        {
            io.SayPlain("Nothing is configured for " + file + "; every rule applies as it is.");
            return ExitCode.Clean;
        }

        var last = lines.GroupBy(line => line.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        var width = lines.Select(line => Setting(line).Length).DefaultIfEmpty().Max();
        foreach (var line in lines)
        {
            io.SayPlain(Setting(line).PadRight(width) + "  " + Place(line, io) + (last[line.Key] == line ? "" : "  (overridden below)"));
        }

        foreach (var problem in problems)
        {
            io.Tell(Place(problem.Line, io) + ": " + problem.Line.Key + ": " + problem.Message + ".");
        }

        return problems.Length > 0 ? ExitCode.Usage : ExitCode.Clean;
    }

    private static string Setting(ConfiguredLine line) => line.Key + " = " + line.Value;

    private static string Place(ConfiguredLine line, TerminalIo io) => FormattableString.Invariant($"{DisplayPaths.Below(io.Directory, line.File)}:{line.Line}");
}
