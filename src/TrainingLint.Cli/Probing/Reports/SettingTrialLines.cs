using System;
using System.Collections.Generic;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Remedies;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>What unusual settings came to with their usual values, for people and as JSON.</summary>
internal static class SettingTrialLines
{
    public static void Write(Action<string, FormattableString> line, IReadOnlyList<SettingTrial> trials)
    {
        var label = "settings";
        foreach (var trial in trials)
        {
            line(label, $"with {trial.Instead} instead of {trial.Setting} the same run ends at a loss of {trial.Loss.Rounded(3)}");
            label = "";
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<SettingTrial> trials)
    {
        json.WriteStartArray("settingTrials");
        foreach (var trial in trials)
        {
            json.WriteStartObject();
            json.WriteString("setting", trial.Setting);
            json.WriteString("instead", trial.Instead);
            ProbeNumbers.WriteFinite(json, "finalLoss", trial.Loss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
