using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using TrainingLint.Cli.Reviewing;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;

namespace TrainingLint.Cli.Commands;

/// <summary><c>traininglint review</c>: what a change does to trainings.</summary>
internal static class ReviewCommand
{
    private const string Never = "never";

    private static readonly Dictionary<string, Action<Review, TerminalIo>> Formats = new(StringComparer.Ordinal)
    {
        ["text"] = ReviewTextReport.Write,
        ["json"] = ReviewJsonReport.Write,
        ["markdown"] = ReviewMarkdownReport.Write,
        ["github"] = ReviewGitHubReport.Write,
    };

    public static Command Create(TerminalIo io)
    {
        var baseRevision = new Option<string>("--base") { Description = "The branch or commit that the change is meant for.", HelpName = "REV", Required = true };
        var headRevision = new Option<string?>("--head") { Description = "The change; by default the work tree with its new files.", HelpName = "REV" };
        var format = new Option<string>("--format") { Description = "How the review is written; markdown is made for a comment on a pull request, github for a review with suggestions.", DefaultValueFactory = _ => "text" };
        format.AcceptOnly([.. Formats.Keys]);
        var severity = new Option<string>("--severity") { Description = "Lowest severity that is shown.", DefaultValueFactory = _ => "warning" };
        severity.AcceptOnly("info", "warning", "error");
        var failOn = new Option<string>("--fail-on") { Description = "Lowest severity of a new finding for which the exit code is 1.", DefaultValueFactory = _ => "warning" };
        failOn.AcceptOnly("info", "warning", "error", Never);
        var rules = new RuleOptions();

        var command = new Command("review", "Shows what a change of configs makes trainings do otherwise, and which risks are new.");
        foreach (var option in new Option[] { baseRevision, headRevision, format, severity, failOn })
        {
            command.Options.Add(option);
        }

        rules.AddTo(command);
        command.SetAction(call =>
        {
            var reviewer = new Reviewer(GitRepository.Around(io.Directory), io, new Judge(rules.Choose(call)));
            var review = reviewer.Compare(call.GetValue(baseRevision)!, call.GetValue(headRevision));
            Formats[call.GetValue(format)!](Shown(review, Parse(call.GetValue(severity)!)), io);
            return Exit(review, call.GetValue(failOn)!);
        });
        return command;
    }

    private static Review Shown(Review review, Severity lowest)
    {
        return review with
        {
            New = [.. review.New.Where(IsShown)],
            Fixed = [.. review.Fixed.Where(IsShown)],
            Remaining = [.. review.Remaining.Where(IsShown)]
        };

        bool IsShown(ReviewedFinding finding) => finding.Located.Finding.Severity >= lowest;
    }

    private static int Exit(Review review, string failOn) =>
        review.Errors.Any(error => error.IsInternal) ? ExitCode.Internal
        : review.Errors.Count > 0 ? ExitCode.Unreadable
        : failOn != Never && review.New.Any(finding => finding.Located.Finding.Severity >= Parse(failOn)) ? ExitCode.Findings
        : ExitCode.Clean;

    private static Severity Parse(string name) => Enum.Parse<Severity>(name, ignoreCase: true);
}
