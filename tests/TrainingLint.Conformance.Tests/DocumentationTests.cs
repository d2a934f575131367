using System.IO;
using System.Linq;
using TrainingLint.Core.Rules;
using TrainingLint.DocGenerator;

namespace TrainingLint.Conformance.Tests;

public class DocumentationTests
{
    private const string Advice = "Run 'dotnet run --project tools/TrainingLint.DocGenerator' and commit what it writes. Stale: ";

    [Fact]
    public void GeneratedFiles_EqualWhatTheGeneratorWrites()
    {
        var stale = Documentation.Stale(Repository.Root).Select(file => file.Path).ToArray();
        Assert.True(stale.Length == 0, Advice + string.Join(", ", stale));
    }

    [Fact]
    public void EveryRule_HasItsPageAndItsRow()
    {
        var list = File.ReadAllText(Repository.PathOf("rules.md"));
        Assert.All(RuleBook.Rules, rule =>
        {
            Assert.True(File.Exists(Repository.PathOf("docs", "rules", rule.Info.Id + ".md")), rule.Info.Id + " has no page");
            Assert.Contains($"| [{rule.Info.Id}](docs/rules/{rule.Info.Id}.md) | {rule.Info.Name} |", list, System.StringComparison.Ordinal);
            Assert.EndsWith("/docs/rules/" + rule.Info.Id + ".md", rule.Info.HelpUri, System.StringComparison.Ordinal);
        });
    }

    // A page that no sidebar names is found by nobody; those of rules and dialects are listed as the generator lists them.
    [Fact]
    public void EveryDocument_HasItsPlaceOnTheSite()
    {
        var site = File.ReadAllText(Repository.PathOf("site", ".vitepress", "config.mjs"));
        Assert.All(Directory.GetFiles(Repository.PathOf("docs"), "*.md").Select(Path.GetFileNameWithoutExtension),
            name => Assert.Contains($", '{name}')", site, System.StringComparison.Ordinal));
    }

    [Fact]
    public void Generator_WritesTheSameTwiceWithLineFeedsOnly()
    {
        Assert.Equal(Documentation.Render(), Documentation.Render());
        Assert.All(Documentation.Render(), file =>
        {
            Assert.DoesNotContain('\r', file.Text!);
            Assert.EndsWith("\n", file.Text, System.StringComparison.Ordinal);
            Assert.DoesNotContain("\n\n\n", file.Text, System.StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Check_NoticesChangedMissingAndOrphanedPages()
    {
        var root = Directory.CreateTempSubdirectory("traininglint-docs-").FullName;
        try
        {
            foreach (var file in Documentation.Render())
            {
                Documentation.Write(root, file);
            }

            Assert.Empty(Documentation.Stale(root));

            File.AppendAllText(Path.Combine(root, "rules.md"), "\r\n");
            File.Delete(Path.Combine(root, "docs", "rules", "TL0101.md"));
            File.WriteAllText(Path.Combine(root, "docs", "rules", "TL9999.md"), "a rule of old");

            var stale = Documentation.Stale(root);
            Assert.Equal(["rules.md", "docs/rules/TL0101.md", "docs/rules/TL9999.md"], stale.Select(file => file.Path));
            Assert.Null(stale[2].Text);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
