using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Cli.Commands;

/// <summary>
/// Commands and options that there are not. The parser takes what it does not know for file names; a linter that then finds nothing to
/// read, or reads something else, is not what was asked for. Behind <c>--</c> everything is a file name.
/// </summary>
internal static class MistypedCalls
{
    private const string EndOfOptions = "--";

    /// <summary>What is wrong with a call, with the nearest thing that would be right; null where nothing is.</summary>
    public static string? Problem(ParseResult call, IReadOnlyList<string> words, TerminalIo io)
    {
        var command = call.CommandResult.Command;
        var options = Options(call.CommandResult);
        if (UnknownOption(call, words, options) is { } unknown)
        {
            var question = NearestName.Question(unknown, options);
            return options.Contains(unknown, StringComparer.Ordinal) ? "the option before '" + unknown + "' wants a value."
                : "there is no option '" + unknown + "'"
                + (question.Length > 0 ? question : Elsewhere(command, unknown) ?? "; 'traininglint " + (command is RootCommand ? "" : command.Name + " ") + "--help' lists all.");
        }

        return command is RootCommand && call.UnmatchedTokens is [var first, ..] ? UnknownCommand(command, first, io) : null;
    }

    private static string UnknownCommand(Command root, string written, TerminalIo io)
    {
        var question = NearestName.Question(written, root.Subcommands.Where(known => !known.Hidden).Select(known => known.Name));
        return "there is no command '" + written + "'"
            + (question.Length > 0 ? question
                : Path.Exists(Path.GetFullPath(written, io.Directory)) ? "; did you mean 'traininglint check " + written + "'?"
                : "; 'traininglint --help' lists all.");
    }

    private static string? UnknownOption(ParseResult call, IReadOnlyList<string> words, string[] options)
    {
        if (!words.Any(word => word.StartsWith('-')))
        {
            return null;
        }

        // What --bridge is given are the arguments of another program.
        var passedOn = call.CommandResult.Children.OfType<OptionResult>().Where(option => option.Option.AllowMultipleArgumentsPerToken)
            .SelectMany(option => option.Tokens).Select(token => token.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var word in words.TakeWhile(word => word != EndOfOptions).Where(word => word.StartsWith(EndOfOptions,
            StringComparison.Ordinal) && !passedOn.Contains(word)))
        {
            var end = word.IndexOfAny(['=', ':']);
            var name = end < 0 ? word : word[..end];
            if (!options.Contains(name, StringComparer.Ordinal))
            {
                return name;
            }
        }

        // An option that misses its value takes the next one for it.
        if (call.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Option.AllowMultipleArgumentsPerToken)
            .SelectMany(option => option.Tokens)
            .FirstOrDefault(token => options.Contains(token.Value, StringComparer.Ordinal)) is { } swallowed)
        {
            return swallowed.Value;
        }

        // A single dash may begin a value, such as a negative number; where it begins a file name, an option was meant.
        var taken = call.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Concat(call.UnmatchedTokens)
            .ToHashSet(StringComparer.Ordinal);
        return call.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument)
            .Select(token => token.Value)
            .FirstOrDefault(value => value.Length > 1 && value[0] == '-' && taken.Contains(value));
    }

    private static string[] Options(CommandResult called)
    {
        var options = new List<Option>();
        for (SymbolResult? at = called; at is not null; at = at.Parent)
        {
            // Those of an outer command that it does not share are refused by their place, with words of their own.
            options.AddRange(at is CommandResult { Command: var command } ? command.Options : []);
        }

        return [.. options.Where(option => !option.Hidden || option.Name == "--stdio").SelectMany(option => option.Aliases.Prepend(option.Name))];
    }

    private static string? Elsewhere(Command command, string name) =>
        command is RootCommand && command.Subcommands.FirstOrDefault(known => known.Options.Any(option => option.Name == name)) is { } owner
            ? "; it belongs behind a command: 'traininglint " + owner.Name + " " + name + "'."
            : null;
}
