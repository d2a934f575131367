using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Tests.Documents;

namespace TrainingLint.Cli.Tests.Calls;

/// <summary>Every help shows calls that work and a page that exists.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static readonly string[] All =
        ["", "check", "inspect", "review", "rule", "config", "schema", "probe", "probe sweep", "probe merge", "diagnose", "init", "lsp", "completion"];

    public static TheoryData<string> Commands() => [.. All];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_HasExamplesAndALink(string command)
    {
        var help = Help(command);
        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        Assert.NotEmpty(Examples(help));
        Assert.All(Examples(help), example => Assert.StartsWith("traininglint " + command, example, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_AreCallsThatAreUnderstood(string command)
    {
        foreach (var example in Examples(Help(command)))
        {
            string[] words = [.. example.Split('>')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1), "--help"];
            Assert.Equal((example, 0, ""), (example, _scratch.Run(words).Exit, _scratch.Run(words).Error));
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void LinkedPage_HasThatHeading(string command)
    {
        var link = Help(command).Split('\n').Single(line => line.StartsWith("Read on: ", StringComparison.Ordinal))["Read on: ".Length..];
        var parts = link.Split("/blob/main/")[1].Split('#');
        var page = File.ReadAllText(Path.Combine(RepositoryCommandLine.Root, parts[0]));
        Assert.True(parts.Length == 1 || page.Contains("\n## " + parts[1] + "\n", StringComparison.Ordinal), link);
    }

    [Fact]
    public void EveryVisibleCommand_IsTestedHere() =>
        Assert.Equal(
            All.Where(command => command.Length > 0 && !command.Contains(' ', StringComparison.Ordinal)),
            Help("").Split("Commands:\n")[1].Split("\n\n")[0].Split('\n')
                .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ')
                .Select(line => line.Trim().Split(' ')[0]));

    [Theory]
    [MemberData(nameof(Commands))]
    public void InAPipe_NoLineIsWiderThanAScreen(string command) =>
        Assert.All(Help(command).Split("Examples:\n")[0].Split('\n'), line => Assert.True(line.Length <= 100 && line == line.TrimEnd(), line));

    [Theory]
    [MemberData(nameof(Commands))]
    public void NarrowHelp_CutsNoWord(string command)
    {
        using var narrow = new Scratch { Width = 60 };
        var lines = narrow.Run([.. Words(command), "--help"]).Output.Split("Examples:\n")[0].Split('\n');

        Assert.All(lines, line => Assert.True(line.Length <= 60, line));
        var wide = Help(command).Split("Examples:\n")[0].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var seen = string.Join('\n', lines).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(wide.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private string Help(string command) => _scratch.Run([.. Words(command), "--help"]).Output;

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IReadOnlyList<string> Examples(string help) =>
        [.. help.Split("Examples:\n")[1].Split('\n')
            .Where(line => line.StartsWith("  traininglint ", StringComparison.Ordinal))
            .Select(line => line.Trim())];
}
