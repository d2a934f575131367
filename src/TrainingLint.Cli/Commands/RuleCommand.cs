using System.CommandLine;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint rule</c>: explains one rule, or lists all.</summary>
internal static class RuleCommand
{
    public static Command Create(TerminalIo io)
    {
        var name = new Argument<string?>("rule") { Description = "ID or name of a rule; without it all are listed.", HelpName = "RULE", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => RuleNames.Completions);
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
