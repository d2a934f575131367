using System;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Files;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>SARIF 2.1.0 (OASIS), as GitHub code scanning and other services read it.</summary>
internal sealed class SarifReport : ICheckReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string SourceRoot = "%SRCROOT%";

    public string Name => "sarif";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        new Log(shown, io).Write();
        InputErrors.Write(shown.Run, io);
    }

    private sealed class Log(ShownFindings shown, TerminalIo io)
    {
        private readonly Core.Findings.RuleInfo[] _rules =
            [.. shown.Findings.Select(located => located.Finding.Rule).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id,
                StringComparer.Ordinal)];

        public void Write() => JsonOutput.Write(io, json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            WriteInvocation(json);
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject(SourceRoot);
            WriteText(json, "description", "Root of the repository.");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("automationDetails");
            json.WriteString("id", "traininglint/");
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            WriteResults(json);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });

        private void WriteTool(Utf8JsonWriter json)
        {
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "TrainingLint");
            json.WriteString("semanticVersion", JsonOutput.ToolVersion);
            json.WriteString("informationUri", "https://github.com/traininglint/traininglint");
            json.WriteStartArray("rules");
            foreach (var rule in _rules)
            {
                SarifRule.Write(json, rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void WriteInvocation(Utf8JsonWriter json)
        {
            json.WriteStartArray("invocations");
            json.WriteStartObject();
            json.WriteBoolean("executionSuccessful", shown.Run.Errors.Count == 0);
            json.WriteStartArray("toolExecutionNotifications");
            foreach (var error in shown.Run.Errors.Concat(shown.Run.Skipped))
            {
                json.WriteStartObject();
                json.WriteString("level", shown.Run.Errors.Contains(error) ? "error" : "warning");
                WriteText(json, "message", error.Message);
                json.WriteStartArray("locations");
                WriteLocation(json, Place.StartOf(error.DisplayPath) with { Line = error.Line, EndLine = error.Line }, message: null);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        private void WriteResults(Utf8JsonWriter json)
        {
            var fingerprints = Fingerprints.Of(shown.Findings, PathOf);
            json.WriteStartArray("results");
            for (var i = 0; i < shown.Findings.Count; i++)
            {
                WriteResult(json, shown.Findings[i], fingerprints[i]);
            }

            json.WriteEndArray();
        }

        private void WriteResult(Utf8JsonWriter json, LocatedFinding located, string fingerprint)
        {
            var finding = located.Finding;
            json.WriteStartObject();
            json.WriteString("ruleId", finding.Rule.Id);
            json.WriteNumber("ruleIndex", Array.FindIndex(_rules, rule => rule.Id == finding.Rule.Id));
            json.WriteString("level", SarifRule.Level(finding.Severity));
            WriteText(json, "message", finding.Message);
            json.WriteStartArray("locations");
            WriteLocation(json, finding.Place, message: null);
            json.WriteEndArray();
            if (finding.Related.Count > 0)
            {
                json.WriteStartArray("relatedLocations");
                foreach (var related in finding.Related)
                {
                    WriteLocation(json, related.Place, related.Message);
                }

                json.WriteEndArray();
            }

            json.WriteStartObject("partialFingerprints");
            json.WriteString("traininglint/v1", fingerprint);
            json.WriteEndObject();
            WriteFixes(json, located);
            WriteSuppressions(json, finding);
            json.WriteEndObject();
        }

        private void WriteFixes(Utf8JsonWriter json, LocatedFinding located)
        {
            var source = located.File.SourceOf(located.Finding.Place);
            // What is accepted is not to be changed.
            var fixes = source is null || located.Finding.Suppressed
                ? []
                : located.Finding.Fixes
                    .Select(fix => (fix.Title, Edits: FixEdits.Of(fix, source)))
                    .Where(fix => fix.Edits is not null)
                    .ToArray();
            if (fixes.Length == 0)
            {
                return;
            }

            json.WriteStartArray("fixes");
            foreach (var (title, edits) in fixes)
            {
                json.WriteStartObject();
                WriteText(json, "description", title);
                json.WriteStartArray("artifactChanges");
                json.WriteStartObject();
                WriteArtifact(json, source!.Path);
                json.WriteStartArray("replacements");
                foreach (var edit in edits!)
                {
                    WriteReplacement(json, source, edit);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static void WriteReplacement(Utf8JsonWriter json, SourceFile source, TextEdit edit)
        {
            var (start, end) = (source.PositionOf(edit.Start), source.PositionOf(edit.End));
            json.WriteStartObject();
            json.WriteStartObject("deletedRegion");
            json.WriteNumber("startLine", start.Line);
            json.WriteNumber("startColumn", start.Column);
            json.WriteNumber("endLine", end.Line);
            json.WriteNumber("endColumn", end.Column);
            json.WriteEndObject();
            if (edit.NewText.Length > 0)
            {
                WriteText(json, "insertedContent", edit.NewText);
            }

            json.WriteEndObject();
        }

        // Once one result tells of suppressions, all of them must, even if there are none (SARIF 2.1.0, section 3.27.23).
        private static void WriteSuppressions(Utf8JsonWriter json, Finding finding)
        {
            json.WriteStartArray("suppressions");
            if (finding.Suppression is { } suppression)
            {
                json.WriteStartObject();
                json.WriteString("kind", suppression.Kind == SuppressionKind.Comment ? "inSource" : "external");
                json.WriteString("justification", suppression.Reason ?? (suppression.Kind == SuppressionKind.Comment ? "accepted without a reason" : "accepted in the baseline"));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void WriteLocation(Utf8JsonWriter json, Place place, string? message)
        {
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            WriteArtifact(json, place.File);
            json.WriteStartObject("region");
            json.WriteNumber("startLine", place.Line);
            json.WriteNumber("startColumn", place.Column);
            json.WriteNumber("endLine", Math.Max(place.Line, place.EndLine));
            json.WriteNumber("endColumn", place.EndLine > place.Line ? place.EndColumn : Math.Max(place.Column, place.EndColumn));
            json.WriteEndObject();
            json.WriteEndObject();
            if (message is not null)
            {
                WriteText(json, "message", message);
            }

            json.WriteEndObject();
        }

        private void WriteArtifact(Utf8JsonWriter json, string file)
        {
            var path = PathOf(file);
            json.WriteStartObject("artifactLocation");
            if (System.IO.Path.IsPathRooted(path))
            {
                json.WriteString("uri", new Uri(path).AbsoluteUri);
            }
            else
            {
                json.WriteString("uri", string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
                json.WriteString("uriBaseId", SourceRoot);
            }

            json.WriteEndObject();
        }

        private string PathOf(string file) => DisplayPaths.FromRoot(shown.Run.Root, io.Directory, file);

        private static void WriteText(Utf8JsonWriter json, string name, string text)
        {
            json.WriteStartObject(name);
            json.WriteString("text", text);
            json.WriteEndObject();
        }
    }
}
