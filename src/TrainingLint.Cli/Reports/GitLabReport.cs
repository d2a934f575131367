using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>GitLab's code-quality report (docs.gitlab.com, code quality, custom tools).</summary>
internal sealed class GitLabReport : ICheckReport
{
    public string Name => "gitlab";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        string PathOf(string file) => DisplayPaths.FromRoot(shown.Run.Root, io.Directory, file);

        var fingerprints = Fingerprints.Of(shown.Open, PathOf);
        JsonOutput.Write(io, json =>
        {
            json.WriteStartArray();
            for (var i = 0; i < shown.Open.Count; i++)
            {
                var finding = shown.Open[i].Finding;
                json.WriteStartObject();
                json.WriteString("description", finding.Message);
                json.WriteString("check_name", finding.Rule.Id + " " + finding.Rule.Name);
                json.WriteString("fingerprint", fingerprints[i]);
                json.WriteString("severity", SeverityOf(finding.Severity));
                json.WriteStartObject("location");
                json.WriteString("path", PathOf(finding.Place.File));
                json.WriteStartObject("lines");
                json.WriteNumber("begin", finding.Place.Line);
                json.WriteNumber("end", finding.Place.EndLine);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        InputErrors.Write(shown.Run, io);
    }

    private static string SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => "critical",
        Severity.Warning => "major",
        _ => "info",
    };
}
