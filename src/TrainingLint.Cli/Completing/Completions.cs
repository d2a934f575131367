using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.Linq;

namespace TrainingLint.Cli.Completing;

/// <summary>What a shell may offer for the last word of a command line. One place knows it, so that all shells offer the same.</summary>
internal static class Completions
{
    /// <summary>Stands for the names of files, which a shell knows better.</summary>
    public const string Files = ":files";

    private const string EndOfOptions = "--";
    private const string Assignment = "=";

    /// <summary>The candidates, in order of their names, each with a description that may be empty.</summary>
    /// <param name="root">The command line.</param>
    /// <param name="words">The words behind the program's name up to the cursor; the last one is being written, and may be empty.</param>
    public static IReadOnlyList<CompletionItem> Of(RootCommand root, IReadOnlyList<string> words)
    {
        var position = Position.At(root, words);
        var current = words.Count > 0 ? words[^1] : "";
        if (position.Awaiting is { } option)
        {
            // Bash takes the sign for a word of its own.
            return ValuesOf(option, current == Assignment ? "" : current);
        }

        if (!position.IsBehindOptions && current.StartsWith('-'))
        {
            var equals = current.IndexOf(Assignment, StringComparison.Ordinal);
            return equals < 0 ? Matching(position.Options.SelectMany(Names), current)
                : position.Find(current[..equals]) is not { } named ? []
                : [.. ValuesOf(named, current[(equals + 1)..]).Select(value => value.Label == Files ? value
                    : new CompletionItem(current[..(equals + 1)] + value.Label, detail: value.Detail))];
        }

        var commands = position.HasArgument ? [] : position.Command.Subcommands.Where(command => !command.Hidden)
            .Select(command => new CompletionItem(command.Name, detail: command.Description));
        var arguments = position.Command.Arguments.SelectMany(argument => Offered(argument.CompletionSources, argument.GetCompletions));
        return Matching(commands.Concat(arguments), current);
    }

    private static IReadOnlyList<CompletionItem> ValuesOf(Option option, string current)
    {
        // Of a list only the last part is being written.
        var comma = option.ValueType == typeof(string[]) ? current.LastIndexOf(',') + 1 : 0;
        var written = current[..comma];
        var values = option.CompletionSources.Count > 0 ? option.GetCompletions(CompletionContext.Empty)
            : option.ValueType != typeof(string) || option.HelpName == "REV" ? []
            : [new CompletionItem(Files)];
        return [.. Matching(values, current[comma..]).Select(value => comma == 0 || value.Label == Files ? value
            : new CompletionItem(written + value.Label, detail: value.Detail))];
    }

    private static IEnumerable<CompletionItem> Offered(
        List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, Func<CompletionContext, IEnumerable<CompletionItem>> words) =>
        sources.Count > 0 ? words(CompletionContext.Empty) : [new CompletionItem(Files)];

    private static IEnumerable<CompletionItem> Names(Option option) =>
        option.Aliases.Prepend(option.Name).Select(name => new CompletionItem(name, detail: option.Description));

    private static IReadOnlyList<CompletionItem> Matching(IEnumerable<CompletionItem> items, string begun) =>
        [.. items.Where(item => item.Label == Files || item.Label.StartsWith(begun, StringComparison.Ordinal))
            .DistinctBy(item => item.Label, StringComparer.Ordinal)
            .OrderBy(item => item.Label, StringComparer.Ordinal)];

    /// <summary>Where in the command line the last word stands.</summary>
    /// <param name="Command">The command that it belongs to.</param>
    /// <param name="Options">Options that may stand there.</param>
    /// <param name="Awaiting">The option whose value it is; null where it is none.</param>
    /// <param name="HasArgument">True when a word before it is an argument of the command.</param>
    /// <param name="IsBehindOptions">True behind <c>--</c>.</param>
    private sealed record Position(Command Command, IReadOnlyList<Option> Options, Option? Awaiting, bool HasArgument, bool IsBehindOptions)
    {
        public static Position At(RootCommand root, IReadOnlyList<string> words)
        {
            var at = new Position(root, Usable(root.Options), null, false, false);
            foreach (var word in words.Take(words.Count - 1))
            {
                at = at.Behind(word);
            }

            return at;
        }

        public Option? Find(string name) =>
            Options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name, StringComparer.Ordinal));

        private Position Behind(string word)
        {
            if (Awaiting is not null)
            {
                return word == Assignment ? this : this with { Awaiting = null };
            }

            if (!IsBehindOptions && word == EndOfOptions)
            {
                return this with { IsBehindOptions = true };
            }

            if (!IsBehindOptions && word.StartsWith('-') && word.Length > 1)
            {
                return this with { Awaiting = Find(word) is { Arity.MinimumNumberOfValues: > 0 } option ? option : null };
            }

            return !HasArgument && Command.Subcommands.FirstOrDefault(command => command.Name == word) is { } inner
                ? this with { Command = inner, Options = [.. Usable(inner.Options), .. Options.Where(option => option.Recursive)] }
                : this with { HasArgument = true };
        }

        private static Option[] Usable(IEnumerable<Option> options) => [.. options.Where(option => !option.Hidden)];
    }
}
