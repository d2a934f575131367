using System.Collections.Generic;
using System.Text.Json;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>The findings as JSON, for scripts and editors.</summary>
internal sealed class JsonReport : ICheckReport
{
    public string Name => "json";

    public void Write(ShownFindings shown, TerminalIo io) => JsonOutput.Write(io, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", JsonOutput.Version);
        json.WriteStartObject("tool");
        json.WriteString("name", "traininglint");
        json.WriteString("version", JsonOutput.ToolVersion);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var located in shown.Findings)
        {
            WriteFinding(json, located);
        }

        json.WriteEndArray();
        WriteErrors(json, "errors", shown.Run.Errors);
        WriteErrors(json, "skipped", shown.Run.Skipped);
        WriteSummary(json, shown);
        json.WriteEndObject();
    });

    /// <summary>Writes a finding as the contract has it.</summary>
    public static void WriteFinding(Utf8JsonWriter json, LocatedFinding located)
    {
        var finding = located.Finding;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteString("rule", finding.Rule.Name);
        json.WriteString("severity", SeverityNames.Of(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteString("file", finding.Place.File);
        json.WriteNumber("line", finding.Place.Line);
        json.WriteNumber("column", finding.Place.Column);
        json.WriteNumber("endLine", finding.Place.EndLine);
        json.WriteNumber("endColumn", finding.Place.EndColumn);
        json.WriteString("key", finding.Key);
        json.WriteString("recipe", finding.Recipe);
        json.WriteString("helpUri", finding.Rule.HelpUri);
        json.WriteBoolean("suppressed", finding.Suppressed);
        if (finding.Suppression is { } suppression)
        {
            json.WriteString("suppressedBy", SuppressionNames.Of(suppression.Kind));
            json.WriteString("reason", suppression.Reason);
        }

        if (located.Reach.Count > 1)
        {
            json.WriteStartArray("reach");
            foreach (var file in located.Reach)
            {
                json.WriteStringValue(file);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, string name, IReadOnlyList<InputError> errors)
    {
        json.WriteStartArray(name);
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("file", error.DisplayPath);
            json.WriteNumber("line", error.Line);
            json.WriteString("message", error.Message);
            json.WriteBoolean("internal", error.IsInternal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, ShownFindings shown)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("files", shown.Run.Files.Count);
        json.WriteNumber("trainingFiles", shown.TrainingFiles);
        json.WriteNumber("error", shown.Count(Severity.Error));
        json.WriteNumber("warning", shown.Count(Severity.Warning));
        json.WriteNumber("info", shown.Count(Severity.Info));
        json.WriteNumber("suppressed", shown.Suppressed);
        json.WriteStartArray("added");
        foreach (var file in shown.Run.Added)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
        json.WriteStartObject("notJudged");
        json.WriteNumber("unknownValues", shown.NotJudged.UnknownValues);
        json.WriteNumber("unresolvedReferences", shown.NotJudged.UnresolvedReferences);
        json.WriteNumber("otherFiles", shown.NotJudged.OtherFiles);
        json.WriteNumber("excluded", shown.NotJudged.Excluded);
        json.WriteNumber("unread", shown.NotJudged.Unread);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
