using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text.Json;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Cli.Reports;
using TrainingLint.Configs.Documents;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>A sweep or a part of one as JSON.</summary>
internal static class SweepJsonReport
{
    /// <summary>The whole document. The summary stands in a whole sweep only: one of a part would be mistaken for it.</summary>
    public static void Write(Utf8JsonWriter json, SweepDocument document)
    {
        json.WriteStartObject();
        json.WriteNumber("version", JsonOutput.Version);
        json.WritePropertyName("sweep");
        document.Sweep.Json.WriteTo(json);
        if (document.Shard.Count > 1)
        {
            json.WriteStartObject("shard");
            json.WriteNumber("index", document.Shard.Index);
            json.WriteNumber("count", document.Shard.Count);
            json.WriteEndObject();
        }

        if (document.Missing is { Count: > 0 } missing)
        {
            json.WriteStartArray("missing");
            foreach (var unit in missing)
            {
                json.WriteNumberValue(unit);
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("entries");
        foreach (var entry in document.Entries)
        {
            entry.Json.WriteTo(json);
        }

        json.WriteEndArray();
        if (document.IsWhole)
        {
            SweepSummaryJson.Write(json, document.Summaries);
        }

        json.WriteEndObject();
    }

    /// <summary>Which sweep this is.</summary>
    public static void WriteIdentity(Utf8JsonWriter json, IProblem problem, ProblemSource? source,
        IReadOnlyList<ProbedRecipe> recipes, IReadOnlyList<UnreadableConfig> unreadable, int steps, int firstSeed, int seeds)
    {
        json.WriteStartObject();
        json.WriteString("tool", JsonOutput.ToolVersion);
        json.WriteString("arithmetic", Arithmetic());
        ProbeJsonReport.WriteProblem(json, problem);
        WriteSource(json, source);
        json.WriteNumber("steps", steps);
        json.WriteStartObject("seeds");
        json.WriteNumber("first", firstSeed);
        json.WriteNumber("count", seeds);
        json.WriteEndObject();
        json.WriteStartArray("configs");
        foreach (var file in recipes.GroupBy(recipe => recipe.File.Path))
        {
            WriteConfig(json, [.. file]);
        }

        json.WriteEndArray();
        WriteUnreadable(json, unreadable);
        json.WriteNumber("units", recipes.Count * seeds);
        json.WriteEndObject();
    }

    /// <summary>What a unit came to.</summary>
    public static void WriteEntry(Utf8JsonWriter json, SweepUnit unit, Action<Utf8JsonWriter> outcome)
    {
        json.WriteStartObject();
        json.WriteNumber("unit", unit.Number);
        json.WriteString("file", unit.Recipe.File);
        json.WriteString("recipe", unit.Recipe.Name);
        json.WriteNumber("seed", unit.Seed);
        outcome(json);
        json.WriteEndObject();
    }

    /// <summary>What decides the last bits of a result: sums are cut by the width of vectors, and elementary functions are those of the system.</summary>
    private static string Arithmetic()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : OperatingSystem.IsLinux() ? "linux" : "other";
        return FormattableString.Invariant($"{system} {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, vectors of {bits} bits");
    }

    private static void WriteSource(Utf8JsonWriter json, ProblemSource? source)
    {
        if (source is null)
        {
            return;
        }

        json.WriteStartObject("source");
        json.WriteString("kind", source.Kind);
        json.WriteString("name", source.Name);
        if (source.File is { } file)
        {
            json.WriteString("sha256", Hash(File.ReadAllBytes(file)));
        }

        json.WriteEndObject();
    }

    private static void WriteConfig(Utf8JsonWriter json, ProbedRecipe[] recipes)
    {
        var linted = recipes[0].Linted;
        json.WriteStartObject();
        json.WriteString("file", linted.File.Path);
        json.WriteString("sha256", Hash(linted.Source));
        json.WriteStartArray("drawsOn");
        foreach (var source in linted.Sources.Values.Where(source => source != linted.Source).OrderBy(source => source.Path,
            StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("file", source.Path);
            json.WriteString("sha256", Hash(source));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("recipes");
        foreach (var recipe in recipes)
        {
            json.WriteStartObject();
            json.WriteString("name", recipe.Recipe.Name);
            InspectJsonReport.WriteSettings(json, recipe.File, recipe.Recipe);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteUnreadable(Utf8JsonWriter json, IReadOnlyList<UnreadableConfig> unreadable)
    {
        json.WriteStartArray("unreadable");
        foreach (var config in unreadable)
        {
            json.WriteStartObject();
            json.WriteString("file", config.File);
            json.WriteNumber("line", config.Line);
            json.WriteString("message", config.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Hash(SourceFile source) => Hash(source.Encode(source.Text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
