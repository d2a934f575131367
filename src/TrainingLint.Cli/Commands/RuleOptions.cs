using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Commands;

/// <summary>Which rules a call applies.</summary>
internal sealed class RuleOptions
{
    private const string Names = " (IDs, beginnings of IDs or names, separated by commas).";

    private readonly Option<string[]> _rules = RuleList("--rules", "--select", "Apply only these rules" + Names);

    private readonly Option<string[]> _exclude = RuleList("--exclude-rules", "--ignore", "Leave these rules out" + Names);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_rules);
        command.Options.Add(_exclude);
    }

    /// <summary>The rules that the call wants.</summary>
    public IReadOnlyList<Rule> Choose(ParseResult call)
    {
        var wanted = Resolve(call.GetValue(_rules));
        var unwanted = Resolve(call.GetValue(_exclude));
        return [.. (wanted.Count > 0 ? wanted : RuleBook.Rules).Except(unwanted)];
    }

    private static Option<string[]> RuleList(string name, string alias, string description)
    {
        var option = new Option<string[]>(name, alias)
        {
            Description = description,
            HelpName = "RULES",
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result => [.. result.Tokens.SelectMany(Split)],
        };
        option.CompletionSources.Add(_ => RuleNames.Completions);
        return option;
    }

    private static string[] Split(Token token) =>
        token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<Rule> Resolve(string[]? names) =>
        [.. (names ?? []).SelectMany(RuleNames.Meant).Distinct()];
}
