using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Reflection;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Configuration;
using TrainingLint.LanguageServer;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint lsp</c>: the language server, for editors.</summary>
internal static class LspCommand
{
    public static Command Create(TerminalIo io)
    {
        // Editors add it whatever they are told; there is no other way to talk.
        var stdio = new Option<bool>("--stdio") { Description = "Talk over standard input and output, as always.", Hidden = true };
        var command = new Command("lsp", "Serves an editor over the Language Server Protocol on standard input and output.");
        command.Options.Add(stdio);
        command.SetAction(_ =>
        {
            using var output = Console.OpenStandardOutput();
            return LanguageServer.LanguageServer.Run(io.Input, output, new ProjectFiles(), Version());
        });
        return command;
    }

    private static string Version() =>
        typeof(LspCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The files as the other commands see them.</summary>
    private sealed class ProjectFiles : IProjectFiles
    {
        private ConfiguredOptions _options = new();

        public LintOptions OptionsFor(string fullPath) => _options.For(fullPath);

        public void ForgetOptions() => _options = new ConfiguredOptions();

        public IReadOnlyList<string> ConfigsBelow(string directory) =>
            [.. new FileDiscovery(directory).Find([directory]).Files.Select(file => file.FullPath).Where(path => !_options.For(path).IsExcluded)];
    }
}
