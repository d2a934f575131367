using System.CommandLine;
using System.Linq;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint rule</c>: explains one rule, or lists all.</summary>
internal static class RuleCommand
{
    public static Command Create(TerminalIo io)
    {
        var name = new Argument<string?>("rule") { Description = "ID or name of a rule; without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("rule", "Explains a rule: what it finds, why it matters, what to write instead.") { name };
        command.SetAction(call =>
        {
            if (call.GetValue(name) is not { } wanted)
            {
                RuleReport.WriteList(io);
                return ExitCode.Clean;
            }

            var rule = RuleBook.Find(wanted) ?? throw RuleNames.Unknown(wanted);
            RuleReport.WriteOne(rule.Info, io);
            return ExitCode.Clean;
        });
        return command;
    }
}

/// <summary>Rules as the user names them.</summary>
internal static class RuleNames
{
    /// <summary>What to say of a rule that there is not.</summary>
    public static UsageException Unknown(string written) =>
        new("there is no rule '" + written + "'" + (NearestName.Question(written, RuleBook.Rules.Select(rule => rule.Info.Name)) is { Length: > 0 } question ? question : ";") + " 'traininglint rule' lists all.");
}
