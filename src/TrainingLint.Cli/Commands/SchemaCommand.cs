using System.CommandLine;
using System.Linq;
using TrainingLint.Cli.Reports;
using TrainingLint.Configs;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint schema</c>: what a framework's configs may hold, for editors that know JSON Schema.</summary>
internal static class SchemaCommand
{
    public static Command Create(TerminalIo io)
    {
        var name = new Argument<string?>("dialect") { Description = "Name of a dialect; without it all that have a schema are listed.", HelpName = "DIALECT", Arity = ArgumentArity.ZeroOrOne };

        // Naming the dialects makes all their tables, which other commands need not wait for.
        name.AcceptOnly(() => KnownKeys.Dialects);
        var command = new Command("schema", "Writes a framework's config keys as a JSON Schema (draft 2020-12), for completion and checks in any editor.") { name };
        command.SetAction(call =>
        {
            if (call.GetValue(name) is not { } wanted)
            {
                var width = KnownKeys.Dialects.Max(dialect => dialect.Length);
                foreach (var dialect in KnownKeys.Dialects)
                {
                    io.Output.WriteLine(dialect.PadRight(width) + "  " + KnownKeys.FrameworkOf(dialect));
                }

                return ExitCode.Clean;
            }

            JsonOutput.Write(io, json => DialectSchema.Write(json, wanted));
            return ExitCode.Clean;
        });
        return command;
    }
}
