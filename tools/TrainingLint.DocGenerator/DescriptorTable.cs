using System.Text;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.DocGenerator;

/// <summary>What the compiler is told about every rule, one rule a line: ID, level, title, description and address, between tabs.</summary>
public static class DescriptorTable
{
    /// <summary>The table as text.</summary>
    public static string Render()
    {
        var text = new StringBuilder();
        foreach (var rule in RuleBook.Rules)
        {
            // An error of the rule book is a warning to the compiler, so that nobody's build breaks unasked.
            var level = rule.Info.Severity == Severity.Info ? "Info" : "Warning";
            text.AppendJoin('\t', rule.Info.Id, level, OneLine(rule.Info.Title), OneLine(rule.Info.Why + " " + rule.Info.Instead),
                rule.Info.HelpUri).Append('\n');
        }

        return text.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
