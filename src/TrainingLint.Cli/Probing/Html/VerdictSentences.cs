using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Probe.Agreement;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Probe.Verification;

namespace TrainingLint.Cli.Probing.Html;

/// <summary>What a probe found, in sentences for somebody who reads nothing else.</summary>
internal static class VerdictSentences
{
    /// <summary>True when runs with other seeds came out differently: no risk of this one run, but nothing to rely on either.</summary>
    public static bool SeedsDisagree(ProbeAnswer answer) =>
        answer.Result?.Agreement?.Verdict is AgreementVerdict.Unstable or AgreementVerdict.OddOneOut;

    /// <summary>What to do about seeds that disagree.</summary>
    public static IReadOnlyList<string> AdviceAboutSeeds(ProbeAnswer answer) =>
        SeedsDisagree(answer) ? answer.Result!.Agreement!.Advice : [];

    /// <summary>How many findings were confirmed by experiment.</summary>
    public static int Confirmed(ProbeAnswer answer) =>
        answer.Verification?.Count(finding => finding.Verdict == FindingVerdict.Confirmed) ?? 0;

    /// <summary>The heading over everything.</summary>
    public static string Heading(ProbeAnswer answer, int risks)
    {
        var found = risks switch
        {
            0 when SeedsDisagree(answer) => "Seeds disagree",
            0 => answer.Result?.Soundness.Verdict == SoundnessVerdict.CouldNotTell ? "Could not tell" : "Sound",
            1 => "1 risk found",
            _ => risks.ToString(CultureInfo.InvariantCulture) + " risks found",
        };
        return Confirmed(answer) is > 0 and var confirmed ? FormattableString.Invariant($"{found}, {confirmed} of the findings confirmed") : found;
    }

    /// <summary>One sentence per verdict.</summary>
    public static IEnumerable<string> Of(ProbeAnswer answer)
    {
        if (answer.Result is not { } result)
        {
            return ["The recipe was not run as it is written."];
        }

        string?[] sentences =
        [
            Sentence(ProbeNames.Sentence(result.Soundness)),
            result.Risks.Count == 0
                || result.Run.Verdict is not (Verdict.Diverged or Verdict.LearnedNothing or Verdict.Saddle or Verdict.Plateau)
                ? Of(result.Run.Verdict)
                : null,
            result.Agreement is { } agreement ? Of(agreement) : null,
            result.Escape is { } escape ? Of(escape.Verdict) : null,
        ];
        return sentences.OfType<string>();
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NotRun => "Nothing was trained; the starting point was measured.",
        Verdict.Diverged => "The run diverged: its loss grew beyond all bounds.",
        Verdict.StillMoving => "When the run ended, the loss was still falling.",
        Verdict.Converging => "When the run ended, the loss was still falling, with most of the way behind it.",
        Verdict.EdgeOfStability => "The run ended at the edge of stability: it bounces in the sharpest direction, where curvature and learning rate hold each other at the limit.",
        Verdict.LearnedNothing => "The run learned nothing: its loss ended where it began.",
        Verdict.Saddle => "The run ended at a saddle: there is no slope, but a direction leads down.",
        Verdict.Plateau => "The run ended on a plateau: there is no slope and no curvature, far from the lowest loss.",
        Verdict.Minimum => "The run ended in a minimum.",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static string? Of(AgreementReport agreement) => agreement.Verdict switch
    {
        AgreementVerdict.Undecided => null,
        AgreementVerdict.Stable => FormattableString.Invariant($"{agreement.Runs.Count} runs with different seeds come to the same."),
        AgreementVerdict.SameLossElsewhere => FormattableString.Invariant($"{agreement.Runs.Count} runs with different seeds reach the same loss in different places."),
        AgreementVerdict.OddOneOut => FormattableString.Invariant($"Of {agreement.Runs.Count} runs with different seeds, one stands apart: seed {agreement.OddOne?.Seed}."),
        AgreementVerdict.Unstable => "What comes out depends on the seed.",
        _ => throw new ArgumentOutOfRangeException(nameof(agreement)),
    };

    private static string? Of(EscapeVerdict verdict) => verdict switch
    {
        EscapeVerdict.Unknown => null,
        EscapeVerdict.NothingToLeave => "The problem is convex: there is no poor minimum to be caught in.",
        EscapeVerdict.Leaves => "The recipe leaves the place where it ended within the length of the run.",
        EscapeVerdict.Stays => "The recipe stays where it ended: neither its noise nor its momentum takes it out within the length of the run.",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
