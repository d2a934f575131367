using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reviewing;

/// <summary>
/// A review as GitHub takes it (docs.github.com, REST, "Create a review for a pull request"): the comment, and a suggestion at each line of
/// the change where a new finding has a fix. GitHub refuses a review with a comment at any other line.
/// </summary>
internal static class ReviewGitHubReport
{
    private const int MostComments = 30;

    public static void Write(Review review, TerminalIo io) => JsonOutput.Write(io, json =>
    {
        json.WriteStartObject();
        json.WriteString("event", "COMMENT");
        json.WriteString("body", ReviewMarkdownReport.Text(review, io));
        json.WriteStartArray("comments");
        foreach (var (finding, suggestion) in review.New
            .Select(finding => (finding, suggestion: Suggestion.Of(finding)))
            .Where(item => item.suggestion is not null && review.IsAdded(PathOf(item.finding), item.suggestion.Line))
            .Take(MostComments))
        {
            WriteComment(json, finding.Located.Finding, PathOf(finding), suggestion!);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        string PathOf(ReviewedFinding finding) => DisplayPaths.FromRoot(review.Root, io.Directory, finding.Located.Finding.Place.File);
    });

    private static void WriteComment(Utf8JsonWriter json, Finding finding, string path, Suggestion suggestion)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteNumber("line", suggestion.Line);
        json.WriteString("side", "RIGHT");
        var rule = "[" + finding.Rule.Id + "](" + finding.Rule.HelpUri + ") " + finding.Rule.Name + ": ";
        json.WriteString("body", rule + MarkdownText.Of(finding.Message) + "\n\n" + suggestion.Block());
        json.WriteEndObject();
    }
}
