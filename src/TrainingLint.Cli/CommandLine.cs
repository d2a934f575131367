using System;
using System.CommandLine;
using TrainingLint.Cli.Commands;

namespace TrainingLint.Cli;

/// <summary>The command <c>traininglint</c>: options in, exit code out.</summary>
internal sealed class CommandLine(TerminalIo io)
{
    /// <summary>Runs one call and returns its exit code.</summary>
    public int Run(string[] args)
    {
        var root = new RootCommand("Finds risky settings in training configs before the GPU hours are spent.");
        root.Subcommands.Add(CheckCommand.Create(io));
        root.Subcommands.Add(InspectCommand.Create(io));
        root.Subcommands.Add(ReviewCommand.Create(io));
        root.Subcommands.Add(RuleCommand.Create(io));
        root.Subcommands.Add(ConfigCommand.Create(io));
        root.Subcommands.Add(ProbeCommand.Create(io));
        root.Subcommands.Add(InitCommand.Create(io));
        root.Subcommands.Add(LspCommand.Create(io));
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                {
                    io.Error.WriteLine("traininglint: " + error.Message);
                }

                io.Error.WriteLine("Try 'traininglint --help'.");
                return ExitCode.Usage;
            }

            return parsed.Invoke(new InvocationConfiguration { Output = io.Output, Error = io.Error, EnableDefaultExceptionHandler = false });
        }
        catch (UsageException usage)
        {
            io.Error.WriteLine("traininglint: " + usage.Message);
            return ExitCode.Usage;
        }
        catch (Exception defect)
        {
            io.Error.WriteLine("traininglint: a defect of the tool itself: " + defect.GetType().Name + ". Please report it with the command that you ran.");
            return ExitCode.Internal;
        }
        finally
        {
            io.Output.Flush();
        }
    }
}

/// <summary>Something is wrong with how the tool was called.</summary>
internal sealed class UsageException(string message) : Exception(message);
