using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using TrainingLint.Cli.Completing;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Commands;

/// <summary>
/// <c>traininglint completion</c>: the script that makes a shell complete the tool's words; and the command behind it, which the scripts
/// ask for candidates.
/// </summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = "traininglint.bash",
        ["zsh"] = "traininglint.zsh",
        ["fish"] = "traininglint.fish",
        ["powershell"] = "traininglint.ps1",
    };

    public static Command Create(TerminalIo io)
    {
        var shell = new Argument<string>("shell") { Description = "The shell: " + string.Join(", ", Scripts.Keys) + "." };
        shell.AcceptOnly([.. Scripts.Keys]);
        var command = new Command("completion", "Writes the script that completes commands, options, rules and formats in a shell.");
        command.Arguments.Add(shell);
        command.SetAction(call =>
        {
            io.Output.Write(Script(Scripts[call.GetValue(shell)!]));
            return ExitCode.Clean;
        });
        return command;
    }

    /// <summary>
    /// The command that the scripts call: it takes the words of a line, and writes a candidate in each line, with its description behind
    /// a tab.
    /// </summary>
    public static Command CreateAnswer(TerminalIo io, RootCommand root)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };

        // Not every shell can hand on a word without letters.
        var isNew = new Option<bool>("--new-word");
        var command = new Command("complete", "Candidates for a shell.") { words, isNew };
        command.Hidden = true;
        command.SetAction(call =>
        {
            string[] written = [.. call.GetValue(words) ?? [], .. call.GetValue(isNew) ? [""] : System.Array.Empty<string>()];
            foreach (var item in Completions.Of(root, written))
            {
                io.Output.WriteLine(item.Label + (item.Detail is { Length: > 0 } detail ? "\t" + PlainText.Of(detail) : ""));
            }

            return ExitCode.Clean;
        });
        return command;
    }

    private static string Script(string name)
    {
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream("TrainingLint.Cli.Completion." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
