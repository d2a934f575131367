using System.Linq;
using System.Text;
using TrainingLint.Core.Recipes;

namespace TrainingLint.DocGenerator;

/// <summary>The page of what a recipe can hold: its facts, and what a framework may mean by their values.</summary>
public static class FactPage
{
    /// <summary>Its place in the repository.</summary>
    public const string Path = "docs/facts.md";

    /// <summary>Its text.</summary>
    public static string Render()
    {
        var page = new StringBuilder("<!-- Written by tools/TrainingLint.DocGenerator from the facts; change those, and run it again. -->\n\n")
            .Append("# What a recipe holds\n\nEach of these is known (written, derived, or the framework's default), known to be absent, or unknown. ")
            .Append("A rule that asks whether something is so takes what is unknown for not so. The names are those of `inspect --format json` ")
            .Append("and of [dialect files](dialect-files.md).\n\n| Fact | What it is | Usual numbers |\n| --- | --- | --- |\n");
        foreach (var fact in Facts.All)
        {
            page.Append($"| `{fact.Name}` | {Markdown.Cell(fact.Description)} | {Markdown.Cell(fact.Domain?.Text ?? "")} |\n");
        }

        page.Append("\n## What a framework means by a value\n\nA word beside a fact says where a framework means something else than most: ")
            .Append("`inspect` and the editor show it, rules judge by it, and a dialect file says it as `means`.\n\n")
            .Append("| Word | Facts | What it says |\n| --- | --- | --- |\n");
        foreach (var meaning in Meaning.All)
        {
            page.Append($"| `{meaning.Name}` | {string.Join(", ", meaning.Of.Select(fact => "`" + fact.Name + "`"))} | ")
                .Append($"{Markdown.Cell(meaning.Description)} |\n");
        }

        return page.ToString();
    }
}
