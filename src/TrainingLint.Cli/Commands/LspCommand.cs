using System;
using System.CommandLine;
using System.IO;
using System.Reflection;
using Microsoft.Win32.SafeHandles;
using TrainingLint.Cli.Editor;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint lsp</c>: the language server, for editors.</summary>
internal static class LspCommand
{
    public static Command Create(TerminalIo io)
    {
        // Editors add it whatever they are told; there is no other way to talk.
        var stdio = new Option<bool>("--stdio") { Description = "Talk over standard input and output, as always.", Hidden = true };
        var baseline = new Option<string?>("--baseline") { Description = "Accept the findings in this file, as 'check --baseline' does.", HelpName = "FILE" };
        var command = new Command("lsp", "Serves an editor over the Language Server Protocol on standard input and output.");
        command.Options.Add(stdio);
        command.Options.Add(baseline);
        command.SetAction(call =>
        {
            using var output = StandardOutput();
            return LanguageServer.LanguageServer.Run(io.Input, output, new EditorProject(), Version(),
                call.GetValue(baseline) is { } path ? Path.GetFullPath(path, io.Directory) : null);
        });
        return command;
    }

    // The console's own stream keeps it to itself when nobody reads any more, and the server would wait for ever.
    private static Stream StandardOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(new IntPtr(1), ownsHandle: false), FileAccess.Write, bufferSize: 0);

    private static string Version() =>
        typeof(LspCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
