using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe;
using TrainingLint.Probe.Forecasts;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>What a run says about longer, larger and other runs, for people and as JSON.</summary>
internal sealed class ForecastSection()
    : AnswerSection<ForecastReport>("forecast", ProbeQuestions.Forecast, place: 1, result => result.Forecast)
{
    /// <summary>A few lines: each a number, its interval, and what to do.</summary>
    public override void WriteText(ForecastReport report, Action<string, FormattableString> line)
    {
        var label = "forecast";
        foreach (var text in Sentences(report))
        {
            line(label, $"{text}");
            label = "";
        }
    }

    public override void WriteJson(ForecastReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject("forecast");
        WriteCritical(report, json);
        WriteNoise(report, json);
        if (report.SecondMoment is { } moment)
        {
            WriteSecondMoment(moment, json);
        }

        if (report.MemoryLimit is { } memory)
        {
            WriteMemory(memory, json);
        }

        if (report.Failure is { } failure)
        {
            WriteFailure(failure, json);
        }

        if (report.Warmup is { } warmup)
        {
            WriteWarmup(warmup, json);
        }

        if (report.Length is { } length)
        {
            WriteLength(length, json);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<string> Sentences(ForecastReport report)
    {
        if (report.Closest is { } closest)
        {
            var uphill = report.CriticalRates.Count(point => point.Low <= 0);
            yield return Critical(closest) + "; " + ForecastAdvice.Of(closest, report)
                + (uphill > 0 ? FormattableString.Invariant($" ({uphill} of {report.CriticalRates.Count} lead uphill at any rate)") : "");
        }

        if (report.Warmup is { } warmup)
        {
            yield return Warmup(warmup) + "; " + ForecastAdvice.Of(warmup);
        }

        if (report.NoiseScales.Count > 0)
        {
            yield return "noise scale " + string.Join(", ", report.NoiseScales.Select(Noise))
                + FormattableString.Invariant($", for a batch of {report.BatchSize}; ") + ForecastAdvice.Of(report);
        }

        if (report.Failure is { } failure)
        {
            yield return ForecastAdvice.Of(failure);
        }

        if (report.SecondMoment is { } moment)
        {
            yield return SecondMoment(moment) + "; " + ForecastAdvice.Of(moment);
        }

        if (report.MemoryLimit is { } memory)
        {
            yield return Memory(memory) + "; " + ForecastAdvice.Of(memory);
        }

        if (report.Length is { } length)
        {
            yield return Length(length) + "; " + ForecastAdvice.Of(length);
        }
        else if (report.NeededBudget is { } budget)
        {
            yield return "whether the run is long enough would take a budget of about "
                + FormattableString.Invariant($"{Math.Ceiling(budget):F0} s");
        }
    }

    private static string Critical(CriticalRatePoint point) => double.IsFinite(point.High)
        ? FormattableString.Invariant($"critical rate {point.Critical.Rounded(3)} ({point.Low.Rounded(3)} to {point.High.Rounded(3)}) at step {point.Step}, ")
            + FormattableString.Invariant($"{point.Room.Rounded(3)} times the rate there")
        : FormattableString.Invariant($"no critical rate up to {point.Low.Rounded(3)}, at any step that was tried");

    private static string Warmup(WarmupNeed need)
    {
        var tried = string.Join(", ", need.Trials.Select(Trial));
        var half = need.Half is { } found
            ? FormattableString.Invariant($"; half survive with {found.Steps.Rounded(2)} ({found.Low.Rounded(2)} to {found.High.Rounded(2)})")
            : "";
        return FormattableString.Invariant($"runs of {need.RunSteps} steps that learn, by steps of warmup: {tried}{half}");
    }

    private static string Trial(WarmupTrial trial) =>
        FormattableString.Invariant($"{trial.Survived.Count} of {trial.Survived.Trials} with {trial.Steps}");

    private static string Noise(NoiseScalePoint point) =>
        FormattableString.Invariant($"{point.Scale.Rounded(3)} ({point.Low.Rounded(3)} to {point.High.Rounded(3)}) at step {point.Step}");

    private static string SecondMoment(SecondMomentReport moment) =>
        FormattableString.Invariant($"RMS of gradient over second moment up to {moment.Highest.Rounded(3)} at step {moment.HighestStep}, ")
        + FormattableString.Invariant($"{moment.Jumps.Count} jumps of the loss, {moment.Foreseen} of them foreseen");

    private static string Memory(MemoryLimitReport memory) =>
        FormattableString.Invariant($"Adam's own limit: rate times curvature behind the second moment up to {memory.Highest.Ratio.Rounded(3)} of what ")
        + FormattableString.Invariant($"is stable, at step {memory.Highest.Step}; {memory.Foreseen} of {memory.Jumps.Count} jumps of the loss foreseen");

    private static string Length(LengthNeed need) =>
        FormattableString.Invariant($"twice the steps add {Gain(need.Doubled)} to the descent, three times the rate {Gain(need.Tripled)} ")
        + (need.Seeds == 1 ? "(one seed)" : FormattableString.Invariant($"({need.Seeds} seeds)"));

    private static string Gain(RunGain gain) => !double.IsFinite(gain.Share) ? "divergence"
        : double.IsNaN(gain.Low) ? FormattableString.Invariant($"{(100 * gain.Share).Rounded(3)} %")
        : FormattableString.Invariant($"{(100 * gain.Share).Rounded(3)} % ({(100 * gain.Low).Rounded(3)} to {(100 * gain.High).Rounded(3)})");

    private static void WriteCritical(ForecastReport report, Utf8JsonWriter json)
    {
        json.WriteStartArray("criticalRates");
        foreach (var point in report.CriticalRates)
        {
            json.WriteStartObject();
            json.WriteNumber("step", point.Step);
            json.WriteNumber("rate", point.Rate);
            json.WriteNumber("low", point.Low);
            ProbeNumbers.WriteFinite(json, "high", point.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (report.Closest is { } closest)
        {
            json.WriteString("criticalRateAdvice", ForecastAdvice.Of(closest, report));
        }
    }

    private static void WriteNoise(ForecastReport report, Utf8JsonWriter json)
    {
        json.WriteStartArray("noiseScales");
        foreach (var point in report.NoiseScales)
        {
            json.WriteStartObject();
            json.WriteNumber("step", point.Step);
            json.WriteNumber("samples", point.Scale);
            ProbeNumbers.WriteInterval(json, "interval", (point.Low, point.High));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (report.NoiseScales.Count > 0)
        {
            json.WriteString("noiseScaleAdvice", ForecastAdvice.Of(report));
        }
    }

    private static void WriteSecondMoment(SecondMomentReport moment, Utf8JsonWriter json)
    {
        json.WriteStartObject("secondMoment");
        ProbeNumbers.WriteFinite(json, "highest", moment.Highest);
        json.WriteNumber("step", moment.HighestStep);
        json.WriteNumber("jumps", moment.Jumps.Count);
        json.WriteNumber("foreseen", moment.Foreseen);
        json.WriteString("advice", ForecastAdvice.Of(moment));
        json.WriteEndObject();
    }

    private static void WriteFailure(FailureForecast failure, Utf8JsonWriter json)
    {
        json.WriteStartObject("largerRun");
        ProbeNumbers.WriteFinite(json, "probabilityOfFailure", failure.Probability);
        ProbeNumbers.WriteFinite(json, "low", failure.Low);
        ProbeNumbers.WriteFinite(json, "high", failure.High);
        json.WriteString("verdict", ForecastAdvice.NameOf(failure.Verdict));
        json.WriteEndObject();
    }

    private static void WriteMemory(MemoryLimitReport memory, Utf8JsonWriter json)
    {
        json.WriteStartObject("memoryLimit");
        json.WriteStartArray("points");
        foreach (var point in memory.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("step", point.Step);
            ProbeNumbers.WriteFinite(json, "ratio", point.Ratio);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("jumps", memory.Jumps.Count);
        json.WriteNumber("foreseen", memory.Foreseen);
        json.WriteStartArray("shorterMemories");
        foreach (var trial in memory.Trials)
        {
            json.WriteStartObject();
            json.WriteNumber("beta2", trial.Beta2);
            json.WriteNumber("jumps", trial.Jumps);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("advice", ForecastAdvice.Of(memory));
        json.WriteEndObject();
    }

    private static void WriteWarmup(WarmupNeed need, Utf8JsonWriter json)
    {
        json.WriteStartObject("warmup");
        json.WriteString("verdict", ForecastAdvice.NameOf(need.Verdict));
        json.WriteNumber("ownSteps", need.OwnSteps);
        json.WriteNumber("runSteps", need.RunSteps);
        json.WriteStartArray("trials");
        foreach (var trial in need.Trials)
        {
            json.WriteStartObject();
            json.WriteNumber("steps", trial.Steps);
            ProbeNumbers.WriteProportion(json, "survived", trial.Survived);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (need.Half is { } half)
        {
            json.WriteNumber("half", half.Steps);
            ProbeNumbers.WriteInterval(json, "halfInterval", (half.Low, half.High));
            ProbeNumbers.WriteFinite(json, "nearlyAll", need.NearlyAll ?? double.NaN);
        }

        json.WriteString("advice", ForecastAdvice.Of(need));
        json.WriteEndObject();
    }

    private static void WriteLength(LengthNeed need, Utf8JsonWriter json)
    {
        json.WriteStartObject("length");
        json.WriteString("verdict", ForecastAdvice.NameOf(need.Verdict));
        json.WriteNumber("runSteps", need.RunSteps);
        json.WriteNumber("seeds", need.Seeds);
        ProbeNumbers.WriteFinite(json, "doubledGain", need.Doubled.Share);
        ProbeNumbers.WriteInterval(json, "doubledInterval", (need.Doubled.Low, need.Doubled.High));
        ProbeNumbers.WriteFinite(json, "tripledRateGain", need.Tripled.Share);
        ProbeNumbers.WriteInterval(json, "tripledRateInterval", (need.Tripled.Low, need.Tripled.High));
        json.WriteString("advice", ForecastAdvice.Of(need));
        json.WriteEndObject();
    }
}
