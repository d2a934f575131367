using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Cli.Tests.Documents;

/// <summary>Every transcript in the documents is what the tool really prints.</summary>
public sealed class TranscriptTests
{
    private static readonly Regex Block = new("```console\n\\$ traininglint (?<arguments>[^\n]*)\n(?<output>.*?)```", RegexOptions.Singleline);

    public static TheoryData<string, string> Transcripts()
    {
        var data = new TheoryData<string, string>();
        foreach (var (document, match) in Documents()
            .SelectMany(document => Block.Matches(Text(document)).Select(match => (document, match))))
        {
            data.Add(document, match.Groups["arguments"].Value);
        }

        return data;
    }

    [Fact]
    public void Readme_ShowsATranscript() => Assert.Contains("$ traininglint check", Text("README.md"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Transcript_IsWhatTheToolPrints(string document, string arguments)
    {
        var shown = Block.Matches(Text(document)).First(match => match.Groups["arguments"].Value == arguments).Groups["output"].Value;

        var (printed, _) = RepositoryCommandLine.Run(arguments.Split(' '));

        Assert.Equal(Trimmed(printed), Trimmed(shown));
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryCommandLine.Root, "docs"), "*.md", SearchOption.TopDirectoryOnly)
            .Select(path => Path.GetRelativePath(RepositoryCommandLine.Root, path))
            .Append("README.md")
            .Order(StringComparer.Ordinal);

    private static string Text(string document) =>
        File.ReadAllText(Path.Combine(RepositoryCommandLine.Root, document)).ReplaceLineEndings("\n");

    // Editors and formatters strip the spaces at the ends of a table's lines.
    private static string Trimmed(string text) => string.Join("\n", text.Trim('\n').Split('\n').Select(line => line.TrimEnd()));
}
