using System.Linq;
using System.Text;
using System.Text.Json;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>Reviewdog's diagnostic format (github.com/reviewdog/reviewdog, proto/rdf); its columns count bytes of UTF-8.</summary>
internal sealed class RdJsonReport : ICheckReport
{
    public string Name => "rdjson";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        JsonOutput.Write(io, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("source");
            json.WriteString("name", "traininglint");
            json.WriteString("url", "https://github.com/traininglint/traininglint");
            json.WriteEndObject();
            json.WriteStartArray("diagnostics");
            foreach (var located in shown.Open)
            {
                WriteDiagnostic(json, located);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        InputErrors.Write(shown.Run, io);
    }

    private static void WriteDiagnostic(Utf8JsonWriter json, LocatedFinding located)
    {
        var finding = located.Finding;
        var source = located.File.SourceOf(finding.Place);
        json.WriteStartObject();
        json.WriteString("message", finding.Message);
        json.WriteString("severity", SeverityNames.Of(finding.Severity).ToUpperInvariant());
        json.WriteStartObject("code");
        json.WriteString("value", finding.Rule.Id);
        json.WriteString("url", finding.Rule.HelpUri);
        json.WriteEndObject();
        json.WriteStartObject("location");
        json.WriteString("path", finding.Place.File);
        WriteRange(json, source, finding.Place);
        json.WriteEndObject();
        if (source is not null
            && finding.Fixes.Select(fix => FixEdits.Of(fix, source)).FirstOrDefault(edits => edits is not null) is { } edits)
        {
            json.WriteStartArray("suggestions");
            foreach (var edit in edits)
            {
                var (start, end) = (source.PositionOf(edit.Start), source.PositionOf(edit.End));
                json.WriteStartObject();
                WriteRange(json, source, new Place(source.Path, start.Line, start.Column, end.Line, end.Column));
                json.WriteString("text", edit.NewText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, SourceFile? source, Place place)
    {
        json.WriteStartObject("range");
        WritePosition(json, "start", source, place.Line, place.Column);
        WritePosition(json, "end", source, place.EndLine, place.EndColumn);
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, string name, SourceFile? source, int line, int column)
    {
        var before = source?.Line(line) is { } text && column - 1 <= text.Length
            ? Encoding.UTF8.GetByteCount(text[..(column - 1)])
            : column - 1;
        json.WriteStartObject(name);
        json.WriteNumber("line", line);
        json.WriteNumber("column", before + 1);
        json.WriteEndObject();
    }
}
