using System.Collections.Generic;
using System.CommandLine.Completions;
using System.Linq;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Commands;

/// <summary>Rules as the user names them.</summary>
internal static class RuleNames
{
    /// <summary>What a shell may complete: the name of each rule, and its ID.</summary>
    public static IEnumerable<CompletionItem> Completions =>
        RuleBook.Rules.Select(rule => new CompletionItem(rule.Info.Name, detail: rule.Info.Title))
            .Concat(RuleBook.Rules.Select(rule => new CompletionItem(rule.Info.Id, detail: rule.Info.Title)));

    /// <summary>The rules of an ID, the beginning of one, or a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static IReadOnlyList<Rule> Meant(string name) =>
        RuleBook.Matching(name) is { Count: > 0 } meant ? meant : throw Unknown(name);

    /// <summary>What to say of a rule that there is not.</summary>
    public static UsageException Unknown(string written) => new(RuleBook.NoRule(written) + ".");
}
