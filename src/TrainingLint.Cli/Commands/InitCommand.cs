using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using TrainingLint.Cli.Fixing;
using TrainingLint.Cli.Reports;
using TrainingLint.Cli.Starting;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint init</c>: puts the tool to work in a repository.</summary>
internal static class InitCommand
{
    private const string Mark = "traininglint";

    public static Command Create(TerminalIo io)
    {
        var targets = new Argument<string[]>("targets")
        {
            Description = "What to write: " + string.Join(", ", StarterFiles.Targets) + "; those whose systems the repository shows without one.",
            HelpName = "SYSTEM",
            Arity = ArgumentArity.ZeroOrMore,
        };
        targets.AcceptOnly([.. StarterFiles.Targets]);
        var force = new Option<bool>("--force") { Description = "Write files that are there already anew." };
        var command = new Command("init", "Writes what runs the tool on build servers and before commits.") { targets };
        command.Options.Add(force);
        command.SetAction(call =>
        {
            var named = call.GetValue(targets) ?? [];
            var wanted = named.Length > 0 ? named : Found(io);
            var hasBaseline = File.Exists(Path.Combine(io.Directory, StarterFiles.BaselinePath));
            var files = StarterFiles.All(JsonOutput.ToolVersion, hasBaseline);
            return Write([.. files.Where(file => wanted.Contains(file.Target, StringComparer.Ordinal))], call.GetValue(force), hasBaseline,
                io);
        });
        return command;
    }

    // A hook suits every repository; a build server is not guessed.
    private static IReadOnlyList<string> Found(TerminalIo io)
    {
        var found = FoundSystems.In(io.Directory);
        if (found.Any(target => target is "github" or "gitlab" or "azure"))
        {
            return found;
        }

        io.Tell("traininglint: nothing here shows a build server; 'traininglint init github', gitlab or azure writes for one.");
        return [.. found.Append("pre-commit").Distinct()];
    }

    private static int Write(IReadOnlyList<StarterFile> files, bool force, bool hasBaseline, TerminalIo io)
    {
        var isComplete = true;
        var isNew = false;
        foreach (var file in files)
        {
            var path = Path.Combine(io.Directory, file.Path);
            try
            {
                var (text, what) = Content(file, File.Exists(path) ? File.ReadAllText(path) : null, force);
                if (text is not null)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    FileRewriter.Replace(path, new UTF8Encoding(false).GetBytes(text));
                    isNew |= !file.IsShared;
                }

                io.Output.WriteLine(file.Path + ": " + what + (text is not null && file.Next is { } next ? "; " + next : "") + ".");
                isComplete &= text is not null || what == "is set up already";
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                io.Tell("traininglint: " + file.Path + " cannot be written; check the permissions.");
                return ExitCode.Unreadable;
            }
        }

        if (isNew && !hasBaseline)
        {
            io.Output.WriteLine("To accept what is there today: 'traininglint check --write-baseline " + StarterFiles.BaselinePath + "', then 'traininglint init --force', which names it.");
        }

        return isComplete ? ExitCode.Clean : ExitCode.Usage;
    }

    // Files of the tool's own are replaced only when asked for; files that others share keep every line that they have.
    private static (string? Text, string What) Content(StarterFile file, string? present, bool force)
    {
        if (present is null)
        {
            return (file.Text, "written");
        }

        if (!file.IsShared)
        {
            return present == file.Text ? (null, "is set up already") : force ? (file.Text, "written anew") : (null, "is there already, and was left as it is; --force writes it anew");
        }

        if (present.Contains(Mark, StringComparison.OrdinalIgnoreCase))
        {
            return (null, "is set up already");
        }

        var addition = file.Target == "pre-commit" ? string.Join('\n', file.Text.Split('\n').Skip(1)) : "\n" + file.Text;
        var extended = present + (present.Length == 0 || present.EndsWith('\n') ? "" : "\n") + addition;
        return file.Target != "pre-commit" || Repositories(extended) == Repositories(present) + 1
            ? (extended, "extended")
            : (null, "was left as it is; add this to its repos by hand:\n" + addition.TrimEnd());
    }

    private static int Repositories(string text) =>
        DocumentParser.Parse(new SourceFile("pre-commit.yaml", text)) is { Problems.Count: 0, Roots: [MappingNode root] }
            && root["repos"] is SequenceNode repositories
            ? repositories.Items.Count
            : 0;
}
