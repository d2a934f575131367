using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Configuration;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint config</c>: what is configured for a file, and where.</summary>
internal static class ConfigCommand
{
    public static Command Create(TerminalIo io)
    {
        var file = new Argument<string>("file") { Description = "A config, whether it exists yet or not." };
        var command = new Command("config", "Shows which lines of .editorconfig apply to a file, and what is wrong with them.") { file };
        command.SetAction(call => Write(call.GetValue(file)!, io));
        return command;
    }

    private static int Write(string file, TerminalIo io)
    {
        var lines = new ConfiguredOptions().Lines(Path.GetFullPath(file, io.Directory));
        if (lines.Count == 0)
        {
            io.SayPlain("Nothing is configured for " + file + "; every rule applies as it is.");
            return ExitCode.Clean;
        }

        var last = lines.GroupBy(line => line.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        var width = lines.Max(line => Setting(line).Length);
        foreach (var line in lines)
        {
            io.SayPlain(Setting(line).PadRight(width) + "  " + Place(line, io) + (last[line.Key] == line ? "" : "  (overridden below)"));
        }

        var options = LintOptions.From(lines.Select(line => KeyValuePair.Create(line.Key, line.Value)));
        foreach (var problem in options.Problems)
        {
            io.Tell(Place(lines[problem.Index], io) + ": " + problem.Key + ": " + problem.Message + ".");
        }

        return options.Problems.Count > 0 ? ExitCode.Usage : ExitCode.Clean;
    }

    private static string Setting(ConfiguredLine line) => line.Key + " = " + line.Value;

    private static string Place(ConfiguredLine line, TerminalIo io) => FormattableString.Invariant($"{DisplayPaths.Below(io.Directory, line.File)}:{line.Line}");
}
