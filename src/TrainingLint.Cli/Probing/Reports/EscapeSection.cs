using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>Whether the recipe leaves the place where its run ended, for people and as JSON.</summary>
internal sealed class EscapeSection()
    : AnswerSection<EscapeReport>("escape", ProbeQuestions.Escape, place: 4, result => result.Escape)
{
    /// <summary>One to five lines.</summary>
    public override void WriteText(EscapeReport report, Action<string, FormattableString> line)
    {
        line("escape", $"{NameOf(report.Verdict)}: {report.Evidence}{(report.IsPartial ? "; stopped early, so this is a part" : "")}");
        if (report.Saddle is { } saddle)
        {
            line("", $"{SaddleText(saddle)}");
        }

        if (report.Basin is { Random.Count: > 0 } basin)
        {
            line("", $"{BasinText(basin)}");
            if (basin.Sharpest.FirstOrDefault(radius => radius.Returned.Count < radius.Returned.Trials) is { } sharp)
            {
                line("", $"along the sharpest direction a push of {sharp.Radius.Rounded(3)} no longer returns");
            }
        }

        if (report.Exit is { Recipe.MeanSteps: { } mean } exit)
        {
            line("",
                $"noise at the rate {exit.Rate.Rounded(3)}: {mean:F0} \u00b1 {exit.Recipe.Error:F0} steps until it leaves{Change(", without momentum", exit.WithoutMomentum, exit.Recipe)}{Change(", with half the batch", exit.HalfBatch, exit.Recipe)}{Change(", with double the batch", exit.DoubleBatch, exit.Recipe)}");
        }
    }

    public override void WriteJson(EscapeReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject("escape");
        json.WriteString("verdict", NameOf(report.Verdict));
        json.WriteString("evidence", report.Evidence);
        json.WriteBoolean("partial", report.IsPartial);
        ProbeNumbers.WriteFinite(json, "placeLoss", report.PlaceLoss ?? double.NaN);
        if (report.Basin is { } basin)
        {
            WriteBasin(basin, json);
        }

        if (report.Exit is { } exit)
        {
            WriteExit(exit, json);
        }

        if (report.Saddle is { } saddle)
        {
            WriteSaddle(saddle, json);
        }

        json.WriteEndObject();
    }

    private static string NameOf(EscapeVerdict verdict) => verdict switch
    {
        EscapeVerdict.Unknown => "unknown",
        EscapeVerdict.NothingToLeave => "nothing-to-leave",
        EscapeVerdict.Leaves => "leaves",
        EscapeVerdict.Stays => "stays",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static string BasinText(BasinReport basin)
    {
        var pushes = basin.Random.Sum(radius => radius.Returned.Trials);
        var undecided = basin.Random.Sum(radius => radius.Undecided);
        var open = undecided > 0 ? FormattableString.Invariant($"; {undecided} more were still on their way down") : "";
        var (smallest, largest) = (basin.Random[0].Radius, basin.Random[^1].Radius);
        if (basin.HalfRadius is { } half)
        {
            var relative = basin.WeightNorm is { } norm ? FormattableString.Invariant($" ({(half.Value / norm).Rounded(2)} of the weights' norm)") : "";
            return FormattableString.Invariant(
                $"half of random pushes of norm {half.Value.Rounded(3)} \u00b1 {half.Error.Rounded(2)}{relative} return ({pushes} pushes from {smallest.Rounded(2)} to {largest.Rounded(2)}, {basin.DescentSteps} steps each{open})");
        }

        var returned = basin.Random.Sum(radius => radius.Returned.Count);
        var lower = basin.Random.Sum(radius => radius.Lower);
        var found = lower > 0 ? FormattableString.Invariant($"; {lower} found a lower loss ({(basin.LowestElsewhere ?? double.NaN).Rounded()}) without climbing") : "";
        return FormattableString.Invariant($"{returned} of {pushes} random pushes of norm {smallest.Rounded(2)} to {largest.Rounded(2)} returned, {basin.DescentSteps} steps each{found}{open}");
    }

    private static string SaddleText(SaddleEscapeReport saddle)
    {
        var theory = saddle.Recipe.Theory is { } expected ? FormattableString.Invariant($", theory {expected.Rounded()}") : "";
        var plain = saddle.WithoutMomentum?.Steps is { } without ? FormattableString.Invariant($"; without momentum {without.Value.Rounded()}") : "";
        var noise = saddle.FromNoise is { Steps: { } driven } time
            ? FormattableString.Invariant(
                $"; by its noise alone {driven.Value.Rounded()} \u00b1 {driven.Error.Rounded(2)}{(time.Theory is { } foreseen ? FormattableString.Invariant($", theory {foreseen.Rounded()}") : "")}")
            : "";
        return FormattableString.Invariant(
            $"saddle of curvature {saddle.Curvature.Value.Rounded()}: from {saddle.From.Rounded(2)} to {saddle.To.Rounded(2)} in {(saddle.Recipe.Steps is { } steps ? FormattableString.Invariant($"{steps.Value.Rounded()} steps") : "more steps than were waited for")}{theory}{plain}{noise}");
    }

    private static string Change(string name, ExitTime? time, ExitTime recipe) => time switch
    {
        null => "",
        { } known when ExitTimeRatio.Of(known, recipe) is { } ratio =>
            FormattableString.Invariant($"{name} {ratio.Value.Rounded(3)} times that ({ratio.Low.Rounded(2)} to {ratio.High.Rounded(2)})"),
        { } stayed => FormattableString.Invariant($"{name} more than {stayed.Low:F0} steps"),
    };

    private static void WriteBasin(BasinReport basin, Utf8JsonWriter json)
    {
        json.WriteStartObject("basin");
        Write(json, "halfRadius", basin.HalfRadius);
        ProbeNumbers.WriteFinite(json, "weightNorm", basin.WeightNorm ?? double.NaN);
        json.WriteNumber("descentSteps", basin.DescentSteps);
        ProbeNumbers.WriteFinite(json, "barrierTolerance", basin.BarrierTolerance);
        json.WriteBoolean("staysUnperturbed", basin.StaysUnperturbed);
        ProbeNumbers.WriteFinite(json, "unperturbedLoss", basin.UnperturbedLoss);
        ProbeNumbers.WriteFinite(json, "lowestLossElsewhere", basin.LowestElsewhere ?? double.NaN);
        WriteRadii(json, "random", basin.Random);
        WriteRadii(json, "sharpest", basin.Sharpest);
        json.WriteEndObject();
    }

    private static void WriteRadii(Utf8JsonWriter json, string name, IReadOnlyList<BasinRadius> radii)
    {
        json.WriteStartArray(name);
        foreach (var radius in radii)
        {
            json.WriteStartObject();
            json.WriteNumber("radius", radius.Radius);
            ProbeNumbers.WriteProportion(json, "returned", radius.Returned);
            json.WriteNumber("lower", radius.Lower);
            json.WriteNumber("diverged", radius.Diverged);
            json.WriteNumber("undecided", radius.Undecided);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteExit(ExitReport exit, Utf8JsonWriter json)
    {
        json.WriteStartObject("exit");
        json.WriteNumber("learningRate", exit.Rate);
        json.WriteNumber("batchSize", exit.BatchSize);
        json.WriteNumber("mostSteps", exit.MostSteps);
        WriteTime(json, "recipe", exit.Recipe, exit.Recipe);
        WriteTime(json, "withoutMomentum", exit.WithoutMomentum, exit.Recipe);
        WriteTime(json, "halfBatch", exit.HalfBatch, exit.Recipe);
        WriteTime(json, "doubleBatch", exit.DoubleBatch, exit.Recipe);
        Write(json, "barrierOverTemperature", exit.BarrierOverTemperature);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, ExitTime? time, ExitTime recipe)
    {
        if (time is null)
        {
            return;
        }

        json.WriteStartObject(name);
        ProbeNumbers.WriteFinite(json, "value", time.MeanSteps ?? double.NaN);
        ProbeNumbers.WriteFinite(json, "error", time.Error ?? double.NaN);
        ProbeNumbers.WriteFinite(json, "low", time.Low);
        ProbeNumbers.WriteFinite(json, "high", time.High);
        json.WriteNumber("exits", time.Exits);
        json.WriteNumber("runs", time.Runs);
        json.WriteNumber("totalSteps", time.TotalSteps);
        if (time != recipe && ExitTimeRatio.Of(time, recipe) is { } ratio)
        {
            ProbeNumbers.WriteFinite(json, "ratio", ratio.Value);
            ProbeNumbers.WriteInterval(json, "ratioInterval", (ratio.Low, ratio.High));
        }

        json.WriteEndObject();
    }

    private static void WriteSaddle(SaddleEscapeReport saddle, Utf8JsonWriter json)
    {
        json.WriteStartObject("saddle");
        Write(json, "curvature", saddle.Curvature);
        json.WriteNumber("learningRate", saddle.Rate);
        json.WriteNumber("from", saddle.From);
        json.WriteNumber("to", saddle.To);
        WriteSaddleTime(json, "recipe", saddle.Recipe);
        WriteSaddleTime(json, "withoutMomentum", saddle.WithoutMomentum);
        WriteSaddleTime(json, "fromNoise", saddle.FromNoise);
        json.WriteEndObject();
    }

    private static void WriteSaddleTime(Utf8JsonWriter json, string name, SaddleTime? time)
    {
        if (time is null)
        {
            return;
        }

        json.WriteStartObject(name);
        if (time.Steps is { } steps)
        {
            json.WriteNumber("value", steps.Value);
            json.WriteNumber("error", steps.Error);
        }

        ProbeNumbers.WriteFinite(json, "theory", time.Theory ?? double.NaN);
        json.WriteNumber("exits", time.Runs);
        json.WriteNumber("runs", time.Tried);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Measured? measured)
    {
        if (measured is not null)
        {
            ProbeNumbers.WriteMeasured(json, name, measured.Value, measured.Error);
        }
    }
}
