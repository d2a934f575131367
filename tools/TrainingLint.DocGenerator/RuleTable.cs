using System.Text;

namespace TrainingLint.DocGenerator;

/// <summary>The list of all rules.</summary>
public static class RuleTable
{
    /// <summary>The list as Markdown.</summary>
    public static string Render()
    {
        var text = new StringBuilder()
            .Append("<!-- Written by tools/TrainingLint.DocGenerator from the metadata of the rules; change that, and run it again. -->\n")
            .Append("# Rules\n\n")
            .Append("The severity is the default; rules lower or raise it by context. `traininglint rule NAME` shows a page in the terminal.\n");
        foreach (var (block, rules) in RuleBlock.All)
        {
            text.Append($"\n## {block.Title}\n\n| ID | name | severity | finds |\n| --- | --- | --- | --- |\n");
            foreach (var rule in rules)
            {
                text.Append(
                    $"| [{rule.Info.Id}](docs/rules/{rule.Info.Id}.md) | {rule.Info.Name} | {RulePage.SeverityName(rule.Info.Severity)} | {Markdown.Cell(rule.Info.Title)} |\n");
            }
        }

        return text.ToString();
    }
}
