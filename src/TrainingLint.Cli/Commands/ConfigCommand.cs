using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Configs;
using TrainingLint.Configs.Loading;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint config</c>: what is configured for a file or for a run, and where.</summary>
internal static class ConfigCommand
{
    private static readonly (string Key, string Usual)[] OfRuns = [("severity", "warning"), ("fail-on", "warning"), ("baseline", "none")];

    public static Command Create(TerminalIo io)
    {
        var file = new Argument<string?>("file")
        {
            Description = "A config, whether it exists yet or not; without one, what holds for runs that are started here.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("config", "Shows what traininglint.yaml, pyproject.toml and .editorconfig say for a file, and what is wrong with it.");
        command.Arguments.Add(file);
        command.SetAction(call => call.GetValue(file) is { } path ? WriteFile(path, io) : WriteRun(io));
        return command;
    }

    private static int WriteRun(TerminalIo io)
    {
        var configured = new ConfiguredOptions();
        var rows = OfRuns.Select(setting => configured.RunSetting(io.Directory, setting.Key) is { } line
            ? (setting.Key + " = " + line.Value, Place(line, io))
            : (setting.Key + " = " + setting.Usual, "unless told otherwise"));
        WriteRows(rows, io);
        return ExitOf(configured.Problems(Path.Combine(io.Directory, "any.yaml")), io);
    }

    private static int WriteFile(string file, TerminalIo io)
    {
        var root = new FileDiscovery(io.Directory).RootFor([file]);
        var configured = new ConfiguredOptions { Dialects = new(() => ConfigReader.DialectNames(new ConfigFiles(root))) };
        var path = Path.GetFullPath(file, io.Directory);
        var lines = configured.Lines(path);
        ConfigurationProblem[] problems = [.. configured.Problems(path)];
        if (lines.Count == 0 && problems.Length == 0)
        {
            io.SayPlain("Nothing is configured for " + file + "; every rule applies as it is.");
            return ExitCode.Clean;
        }

        var last = lines.GroupBy(line => line.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        string Overridden(ConfiguredLine line) => last[line.Key] == line ? "" : "  (overridden below)";
        WriteRows(lines.Select(line => (line.Key + " = " + line.Value, Place(line, io) + Overridden(line))), io);
        (string, string)[] merged = [.. MergedSettings.Of(lines).Select(part => ("  " + part.What, Place(part.Decided, io)))];
        if (merged.Length > 0)
        {
            io.Output.WriteLine();
            io.Output.WriteLine("In effect:");
            WriteRows(merged, io);
        }

        return ExitOf(problems, io);
    }

    private static void WriteRows(IEnumerable<(string What, string Where)> rows, TerminalIo io)
    {
        var all = rows.ToArray();
        var width = all.Select(row => row.What.Length).DefaultIfEmpty().Max();
        foreach (var (what, where) in all)
        {
            io.SayPlain(what.PadRight(width) + "  " + where);
        }
    }

    private static int ExitOf(IEnumerable<ConfigurationProblem> problems, TerminalIo io)
    {
        var exit = ExitCode.Clean;
        foreach (var problem in problems)
        {
            io.Tell(Place(problem.Line, io) + ": " + problem.Line.Key + ": " + problem.Message + ".");
            exit = ExitCode.Usage;
        }

        return exit;
    }

    private static string Place(ConfiguredLine line, TerminalIo io) =>
        FormattableString.Invariant($"{DisplayPaths.Below(io.Directory, line.File)}:{line.Line}");
}
