using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Cli.Commands;

/// <summary>Options and arguments that take one of a few words: any other is refused with the nearest and with all of them.</summary>
internal static class AllowedWords
{
    // With more, the help would push all it says behind a column as wide as the list.
    private const int MostInHelp = 12;

    // Longer ones are broken within a word on a narrow screen; as a sentence they are not.
    private const int LongestInHelp = 24;

    /// <summary>Makes an option take these words only.</summary>
    public static void AcceptOnly(this Option option, params string[] words)
    {
        if (option.HelpName is null && string.Join("|", words).Length > LongestInHelp)
        {
            option.HelpName = option.Name.TrimStart('-');
            option.Description = Listing(option.Description, words);
        }

        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, option.Name, words));
    }

    /// <summary>Makes an argument take these words only.</summary>
    public static void AcceptOnly(this Argument argument, params string[] words)
    {
        if (argument.HelpName is null && string.Join("|", words).Length > LongestInHelp)
        {
            argument.HelpName = argument.Name;
            argument.Description = Listing(argument.Description, words);
        }

        argument.AcceptOnly(() => words);
    }

    /// <summary>Makes an argument take these words only, which are looked up when a call needs them.</summary>
    public static void AcceptOnly(this Argument argument, Func<IReadOnlyList<string>> words)
    {
        argument.CompletionSources.Add(_ => words().Select(word => new CompletionItem(word)));
        argument.Validators.Add(result => Check(result, argument.Name, words()));
    }

    private static string? Listing(string? description, string[] words) =>
        words.Length > MostInHelp ? description : $"{description} One of {string.Join(", ", words)}.".TrimStart();

    private static void Check(SymbolResult result, string name, IReadOnlyList<string> words)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
        {
            var question = NearestName.Question(token.Value, words);
            result.AddError(name + " does not take '" + token.Value + "'" + (question.Length > 0 ? question : ".") + " It takes " + string.Join(", ", words) + ".");
        }
    }
}
