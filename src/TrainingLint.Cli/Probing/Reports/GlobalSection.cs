using System;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Global;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>How the end of a run stands among all minima, for people and as JSON.</summary>
internal sealed class GlobalSection()
    : AnswerSection<GlobalPicture>("global", ProbeQuestions.GlobalPicture, place: 5, result => result.Global)
{
    /// <summary>One to three lines.</summary>
    public override void WriteText(GlobalPicture picture, Action<string, FormattableString> line)
    {
        line("global", $"{NameOf(picture.Verdict)}: {picture.Evidence}{(picture.IsPartial ? "; stopped early, so this is a part" : "")}");
        if (picture.Minima.Count > 0)
        {
            var other = picture.Minima.FirstOrDefault(minimum => minimum.Barrier is { Height: > 0 } barrier
                && double.IsFinite(barrier.Height));
            var barrier = other is null ? ""
                : FormattableString.Invariant($"; the straight line to one of loss {other.Loss.Rounded()} at distance {other.Distance.Rounded(3)} passes a barrier of {(other.Barrier!.Height).Rounded(3)}");
            line("",
                $"{picture.Starts} starts end in {(picture.Minima.Count == GlobalPicture.MostMinima ? "at least " : "")}{picture.Minima.Count} different place{(picture.Minima.Count == 1 ? "" : "s")}{barrier}");
        }

        if (picture.Convexity.Verdict is ConvexityVerdict.NotConvex or ConvexityVerdict.NoViolationFound)
        {
            line("", $"{ConvexityText(picture.Convexity)}");
        }
    }

    public override void WriteJson(GlobalPicture picture, Utf8JsonWriter json)
    {
        json.WriteStartObject("global");
        json.WriteString("verdict", NameOf(picture.Verdict));
        json.WriteString("evidence", picture.Evidence);
        json.WriteBoolean("partial", picture.IsPartial);
        json.WriteBoolean("localMinimaAreGlobal", picture.LocalMinimaAreGlobal);
        WriteConvexity(picture.Convexity, json);
        ProbeNumbers.WriteFinite(json, "bottomLoss", picture.BottomLoss ?? double.NaN);
        ProbeNumbers.WriteFinite(json, "bestLoss", picture.BestLoss ?? double.NaN);
        ProbeNumbers.WriteFinite(json, "gap", picture.Gap ?? double.NaN);
        if (picture.Solvers.Count > 0)
        {
            WriteSearch(picture, json);
        }

        json.WriteEndObject();
    }

    private static string ConvexityText(ConvexityReport convexity) => convexity.Verdict == ConvexityVerdict.NotConvex
        ? "not convex: " + convexity.Witness
        : FormattableString.Invariant($"no violation of convexity in {convexity.Pairs} pairs of points: with 95 % confidence fewer than {(100 * convexity.ViolationBound ?? double.NaN).Rounded(2)} % of such pairs violate it, which does not prove it");

    private static void WriteConvexity(ConvexityReport convexity, Utf8JsonWriter json)
    {
        json.WriteStartObject("convexity");
        json.WriteString("verdict", NameOf(convexity.Verdict));
        json.WriteNumber("pairs", convexity.Pairs);
        if (convexity.ViolationBound is { } bound)
        {
            json.WriteNumber("violationBound", bound);
        }

        if (convexity.Witness is { } witness)
        {
            json.WriteString("witness", witness);
        }

        json.WriteEndObject();
    }

    private static void WriteSearch(GlobalPicture picture, Utf8JsonWriter json)
    {
        json.WriteStartArray("solvers");
        foreach (var solver in picture.Solvers)
        {
            json.WriteStartObject();
            json.WriteString("name", solver.Name);
            ProbeNumbers.WriteFinite(json, "loss", solver.Loss);
            json.WriteNumber("evaluations", solver.Evaluations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("starts", picture.Starts);
        json.WriteStartArray("minima");
        foreach (var minimum in picture.Minima)
        {
            json.WriteStartObject();
            json.WriteNumber("loss", minimum.Loss);
            json.WriteNumber("hits", minimum.Hits);
            json.WriteNumber("distance", minimum.Distance);
            ProbeNumbers.WriteBarrier(json, "barrier", minimum.Barrier);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string NameOf(GlobalVerdict verdict) => verdict switch
    {
        GlobalVerdict.Unknown => "unknown",
        GlobalVerdict.Convex => "convex",
        GlobalVerdict.BestKnown => "best-known",
        GlobalVerdict.PoorMinimum => "poor-minimum",
        GlobalVerdict.Bottomless => "bottomless",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static string NameOf(ConvexityVerdict verdict) => verdict switch
    {
        ConvexityVerdict.NotTested => "not-tested",
        ConvexityVerdict.Convex => "convex",
        ConvexityVerdict.NotConvex => "not-convex",
        ConvexityVerdict.NoViolationFound => "no-violation-found",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
