using System.Collections.Generic;
using System.Text.Json;
using TrainingLint.Cli.Files;
using TrainingLint.Configs;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Reports;

/// <summary>Recipes as JSON, for scripts and the scoreboard.</summary>
internal static class InspectJsonReport
{
    public static void Write(LintRun run, TerminalIo io) => JsonOutput.Write(io, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", JsonOutput.Version);
        json.WriteStartArray("files");
        foreach (var linted in run.Files)
        {
            WriteFile(json, linted.File);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteFile(Utf8JsonWriter json, TrainingFile file)
    {
        json.WriteStartObject();
        json.WriteString("file", file.Path);
        json.WriteString("dialect", file.Dialect);
        if (file is { IsTraining: true, Dialect: { } dialect } && KnownKeys.SourceOf(dialect) is { } source)
        {
            json.WriteString("keysOf", source);
        }

        json.WriteBoolean("training", file.IsTraining);
        json.WriteStartArray("recipes");
        foreach (var recipe in file.Recipes)
        {
            json.WriteStartObject();
            json.WriteString("name", recipe.Name);
            WriteSettings(json, file, recipe);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The settings of a recipe, as every report that shows recipes writes them.</summary>
    public static void WriteSettings(Utf8JsonWriter json, TrainingFile file, Recipe recipe)
    {
        json.WriteStartArray("settings");
        foreach (var (key, setting) in recipe.Settings)
        {
            if (setting.State != SettingState.Unknown || setting.Text is not null)
            {
                WriteSetting(json, file, key.Name, setting, group: null, recipe.MeaningsOf(key));
            }
        }

        foreach (var group in recipe.ParameterGroups)
        {
            WriteSetting(json, file, Facts.LearningRate.Name, group.LearningRate, group.Name, recipe.MeaningsOf(Facts.LearningRate));
        }

        foreach (var gap in recipe.FilledGaps)
        {
            WriteGap(json, gap);
        }

        json.WriteEndArray();
    }

    // What the program takes where the config has nothing; its place is in the program.
    private static void WriteGap(Utf8JsonWriter json, FilledGap gap)
    {
        json.WriteStartObject();
        json.WriteString("name", gap.Key.Name);
        json.WriteNumber("value", gap.Number);
        json.WriteString("text", gap.Text);
        json.WriteString("key", gap.Name);
        json.WriteString("file", gap.Place.File);
        json.WriteNumber("line", gap.Place.Line);
        json.WriteNumber("column", gap.Place.Column);
        json.WriteString("origin", OriginNames.Of(Origin.Default));
        json.WriteEndObject();
    }

    private static void WriteSetting(Utf8JsonWriter json, TrainingFile file, string name, Setting setting, string? group,
        IReadOnlyList<Meaning> meanings)
    {
        if (setting.IsMissing)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", name);
        JsonOutput.WriteValue(json, "value", setting.BoxedValue);
        json.WriteString("text", setting.Text);
        json.WriteString("key", setting.Key);
        json.WriteString("file", setting.Place?.File ?? file.Path);
        WriteNumber(json, "line", setting.Place?.Line);
        WriteNumber(json, "column", setting.Place?.Column);
        json.WriteString("origin", OriginNames.Of(setting.Origin));
        if (group is not null)
        {
            json.WriteString("group", group);
        }

        if (setting.Derivation is not null)
        {
            json.WriteString("derivation", setting.Derivation);
        }

        if (meanings.Count > 0)
        {
            json.WriteStartArray("means");
            foreach (var meaning in meanings)
            {
                json.WriteStringValue(meaning.Name);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
