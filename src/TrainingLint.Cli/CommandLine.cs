using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Linq;
using TrainingLint.Cli.Commands;
using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli;

/// <summary>The command <c>traininglint</c>: options in, exit code out.</summary>
internal sealed class CommandLine(TerminalIo io)
{
    /// <summary>Runs one call and returns its exit code.</summary>
    public int Run(string[] args)
    {
        try
        {
            return args.Length > 0 ? Run(Root(args[0]), args) : Help();
        }
        catch (UsageException usage)
        {
            io.Tell("traininglint: " + usage.Message);
            return usage.ExitCode;
        }
        catch (Exception defect)
        {
            io.Tell("traininglint: a defect of the tool itself: " + defect.GetType().Name + ". Please report it with the command that you ran.");
            return ExitCode.Internal;
        }
        finally
        {
            io.Output.Flush();
        }
    }

    // File names come from whoever changes the repository: one that begins with @ must not bring in options of its own.
    private static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    private readonly Option<string> _color = ColorChoice.Create();

    private InvocationConfiguration Invocation => new() { Output = io.Output, Error = io.Error, EnableDefaultExceptionHandler = false };

    private (string Name, Func<Command> Create)[] Commands =>
    [
        ("check", () => CheckCommand.Create(io)),
        ("inspect", () => InspectCommand.Create(io)),
        ("review", () => ReviewCommand.Create(io)),
        ("rule", () => RuleCommand.Create(io)),
        ("config", () => ConfigCommand.Create(io)),
        ("schema", () => SchemaCommand.Create(io)),
        ("probe", () => ProbeCommand.Create(io)),
        ("diagnose", () => DiagnoseCommand.Create(io)),
        ("init", () => InitCommand.Create(io)),
        ("lsp", () => LspCommand.Create(io)),
        ("completion", () => CompletionCommand.Create(io)),
    ];

    // Making the options of all commands takes longer than reading a config: a call that begins with a command gets that one alone.
    private RootCommand Root(string? asked)
    {
        var root = new RootCommand("Finds risky settings in training configs before the GPU hours are spent.");
        var commands = Commands;
        var only = Array.FindAll(commands, command => command.Name == asked);
        foreach (var (_, create) in only.Length > 0 ? only : commands)
        {
            root.Subcommands.Add(create());
        }

        if (only.Length == 0)
        {
            root.Subcommands.Add(CompletionCommand.CreateAnswer(io, root));
        }

        NameOptions(root);
        return root;
    }

    // Those of the framework would take the path "/h" for an option.
    private void NameOptions(RootCommand root)
    {
        foreach (var option in root.Options.Where(option => option is HelpOption or VersionOption).ToArray())
        {
            root.Options.Remove(option);
        }

        root.Options.Add(_color);
        root.Options.Add(new HelpOption("--help", "-h", "-?") { Action = new HelpWithExamples(io) });
        root.Options.Add(new VersionOption("--version", "-V") { Action = new ShowVersion(io) });
    }

    private int Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args, Parsing);
        var problem = MistypedCalls.Problem(parsed, args, io);
        if (problem is null && parsed.Errors.Count == 0)
        {
            return ColorChoice.Of(parsed, _color) is { } wanted && wanted != io.UseColor
                ? new CommandLine(io with { UseColor = wanted }).Run(args)
                : parsed.Invoke(Invocation);
        }

        foreach (var message in problem is null ? parsed.Errors.Select(error => error.Message) : [problem])
        {
            io.Tell("traininglint: " + message);
        }

        io.Tell("Try 'traininglint --help'.");
        return ExitCode.Usage;
    }

    // Nothing was asked for, so nothing was checked: a script in which the command got lost must not go on.
    private int Help()
    {
        Root(asked: null).Parse(["--help"], Parsing).Invoke(Invocation);
        return ExitCode.Usage;
    }

    private sealed class ShowVersion(TerminalIo io) : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult)
        {
            io.Output.WriteLine(JsonOutput.ToolVersion);
            return ExitCode.Clean;
        }
    }
}

/// <summary>Something is wrong with how the tool was called.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>With which code the call ends.</summary>
    public int ExitCode { get; init; } = TrainingLint.Cli.ExitCode.Usage;

    /// <summary>A file that the call names cannot be written.</summary>
    public static UsageException Unwritable(string message) => new(message) { ExitCode = TrainingLint.Cli.ExitCode.Unreadable };
}
