using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Reports;
using TrainingLint.Probe;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>A probe's result as JSON. What was not measured is absent, never zero.</summary>
internal static class ProbeJsonReport
{
    public static void Write(ProbeAnswer answer, TerminalIo io) => JsonOutput.Write(io, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", JsonOutput.Version);
        WriteProblem(json, answer.Problem);
        if (answer.Recipe is { } recipe)
        {
            json.WriteStartObject("recipe");
            json.WriteString("file", recipe.File.Path);
            json.WriteString("name", recipe.Recipe.Name);
            InspectJsonReport.WriteSettings(json, recipe.File, recipe.Recipe);
            WriteTexts(json, "assumptions", answer.Plan?.Assumptions ?? []);
            json.WriteEndObject();
        }

        if (answer.Result is { } result)
        {
            WriteResult(json, result, withSeconds: true);
        }

        if (answer.Verification is { } verified)
        {
            VerificationSection.Write(json, verified);
        }

        json.WriteEndObject();
    });

    /// <summary>What one run and its measurements came to.</summary>
    /// <param name="json">Where it is written, inside of an object.</param>
    /// <param name="result">What the probe found.</param>
    /// <param name="withSeconds">False where the same experiment must give the same bytes.</param>
    public static void WriteResult(Utf8JsonWriter json, ProbeResult result, bool withSeconds)
    {
        WriteSoundness(json, result.Soundness);
        WriteRun(json, result, withSeconds);
        if (result.Curvature is { } curvature)
        {
            WriteCurvature(json, curvature);
        }

        WriteStability(json, result);
        if (result.Sweep is { } sweep)
        {
            WriteSweep(json, sweep);
        }

        SettingTrialLines.Write(json, result.SettingTrials);

        foreach (var section in AnswerSections.All)
        {
            section.WriteJson(result, json);
        }

        WriteTexts(json, "risks", result.Risks);
    }

    /// <summary>What is trained.</summary>
    public static void WriteProblem(Utf8JsonWriter json, IProblem problem)
    {
        json.WriteStartObject("problem");
        json.WriteString("name", problem.Name);
        json.WriteNumber("parameters", problem.ParameterCount);
        json.WriteNumber("samples", problem.SampleCount);
        if (problem is DigitsPerceptron network)
        {
            json.WriteString("layers", network.Layers);
            json.WriteString("loss", ProbeNames.Of(network.Loss));
            json.WriteString("activation", ProbeNames.Of(network.Activation));
            json.WriteString("initialization", ProbeNames.Of(network.Initialization));
        }
        else if (problem is IHasNotes noted)
        {
            WriteTexts(json, "notes", noted.Notes);
        }

        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, ProbeResult result, bool withSeconds)
    {
        var run = result.Run;
        json.WriteStartObject("run");
        json.WriteNumber("seed", run.Seed);
        json.WriteNumber("steps", run.Steps);
        json.WriteNumber("batchSize", run.BatchSize);
        WriteFinite(json, "initialLoss", run.InitialLoss);
        WriteFinite(json, "finalLoss", run.FinalLoss);
        WriteFinite(json, "heldOutLoss", run.HeldOutLoss ?? double.NaN);
        WriteFinite(json, "gradientNorm", run.GradientNorm);
        if (withSeconds)
        {
            json.WriteNumber("seconds", Math.Round(run.Seconds, 3));
        }

        json.WriteString("verdict", ProbeNames.Of(run.Verdict));
        WriteTexts(json, "evidence", run.Judgement.Evidence);
        json.WriteBoolean("partial", result.IsPartial);
        json.WriteEndObject();
    }

    private static void WriteCurvature(Utf8JsonWriter json, CurvatureReport curvature)
    {
        json.WriteStartObject("curvature");
        WriteEigenvalue(json, "largestEigenvalue", curvature.LargestEigenvalue);
        WriteEigenvalue(json, "smallestEigenvalue", curvature.SmallestEigenvalue);
        if (curvature.Trace is { } trace)
        {
            WriteMeasured(json, "trace", trace.Value, trace.StandardError, trace.Products);
        }

        json.WriteStartObject("density");
        WriteNumbers(json, "nodes", curvature.Density.Nodes);
        WriteNumbers(json, "weights", curvature.Density.Weights);
        json.WriteEndObject();
        if (curvature.Relative is { } relative)
        {
            WriteMeasured(json, "relativeSharpness", relative.Value, relative.Residual, relative.Products);
        }

        if (curvature.FilterNormalised is { } filters)
        {
            WriteMeasured(json, "filterNormalisedSharpness", filters.Value, filters.Residual, filters.Products);
        }

        WriteFinite(json, "symmetryError", curvature.SymmetryError ?? double.NaN);
        json.WriteEndObject();
    }

    private static void WriteEigenvalue(Utf8JsonWriter json, string name, Eigenvalue eigenvalue)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", eigenvalue.Value);
        json.WriteNumber("error", eigenvalue.Residual);
        json.WriteNumber("likelyError", eigenvalue.Error);
        json.WriteNumber("outerSlack", eigenvalue.OuterSlack);
        json.WriteNumber("products", eigenvalue.Products);
        json.WriteEndObject();
    }

    private static void WriteStability(Utf8JsonWriter json, ProbeResult result)
    {
        var stability = result.Stability;
        json.WriteStartObject("stability");
        json.WriteString("rule", stability.Rule.Name);
        WriteFinite(json, "peakLearningRate", stability.PeakRate);
        if (stability.LargestStableRate is { } limit && double.IsFinite(limit))
        {
            WriteMeasured(json, "largestStableLearningRate", limit, stability.LargestStableRateError ?? 0, products: null);
        }

        WriteFinite(json, "margin", stability.Margin ?? double.NaN);
        if (stability.Margins.Count > 0)
        {
            WriteStep(json, "firstUnstableStep", stability.FirstUnstableStep);
            WriteStep(json, "predictedUnstableStep", stability.PredictedUnstableStep);
            WriteNumbers(json, "margins", [.. stability.Margins.Select(margin => double.IsFinite(margin) ? margin : double.MaxValue)]);
        }

        if (double.IsFinite(stability.PeakRate))
        {
            WritePoints(json, result);
        }

        json.WriteEndObject();
    }

    private static void WritePoints(Utf8JsonWriter json, ProbeResult result)
    {
        json.WriteStartArray("points");
        foreach (var point in result.Stability.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("step", point.Step);
            json.WriteNumber("learningRate", point.Rate);
            WriteMeasured(json, "curvature", point.Curvature, point.CurvatureError, products: null);
            WriteFinite(json, "margin", point.Margin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSweep(Utf8JsonWriter json, RateSweepReport sweep)
    {
        json.WriteStartObject("rateSweep");
        json.WriteNumber("steps", sweep.Steps);
        json.WriteNumber("seeds", sweep.Seeds);
        WriteFinite(json, "initialLoss", sweep.InitialLoss);
        WriteFinite(json, "bestLearningRate", sweep.Best?.PeakRate ?? double.NaN);
        WriteFinite(json, "largestUsableLearningRate", sweep.LargestUsableRate ?? double.NaN);
        if (sweep.Place is { } place)
        {
            json.WriteNumber("decadesAboveGoodRange", -place.BelowHigh);
            json.WriteNumber("decadesBelowGoodRange", -place.AboveLow);
        }

        WriteFinite(json, "sensitivity", sweep.Sensitivity ?? double.NaN);
        json.WriteStartArray("rates");
        foreach (var rate in sweep.Rates)
        {
            json.WriteStartObject();
            json.WriteNumber("learningRate", rate.PeakRate);
            WriteNumbers(json, "finalLosses", [.. rate.FinalLosses.Where(double.IsFinite)]);
            json.WriteNumber("diverged", rate.FinalLosses.Count(loss => !double.IsFinite(loss)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSoundness(Utf8JsonWriter json, Soundness soundness)
    {
        json.WriteStartObject("soundness");
        json.WriteString("verdict", ProbeNames.Of(soundness.Verdict));
        json.WriteString("reason", soundness.Reason);
        json.WriteString("advice", soundness.Advice);
        json.WriteEndObject();
    }

    private static void WriteMeasured(Utf8JsonWriter json, string name, double value, double error, int? products)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", value);
        json.WriteNumber("error", error);
        if (products is { } count)
        {
            json.WriteNumber("products", count);
        }

        json.WriteEndObject();
    }

    private static void WriteFinite(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
    }

    private static void WriteStep(Utf8JsonWriter json, string name, int? step)
    {
        if (step is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
