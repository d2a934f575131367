using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>JUnit XML: every training config is a test, and every finding in it a failed one, for build servers that know only tests.</summary>
internal sealed class JUnitReport : ICheckReport
{
    public string Name => "junit";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        var found = shown.Findings.Select(located => located.Finding.Place.File).ToHashSet(StringComparer.Ordinal);
        var sound = shown.Run.Files.Where(file => file.File.IsTraining && !found.Contains(file.File.Path)).ToArray();
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "traininglint");
            WriteCount(xml, "tests", sound.Length + shown.Findings.Count + shown.Run.Errors.Count);
            WriteCount(xml, "failures", shown.Open.Count(located => Fails(shown, located)));
            WriteCount(xml, "errors", shown.Run.Errors.Count);
            WriteCount(xml, "skipped", shown.Findings.Count - shown.Open.Count);
            foreach (var file in sound)
            {
                WriteCase(xml, file.File.Path, "training config", line: null);
                xml.WriteEndElement();
            }

            foreach (var located in shown.Findings)
            {
                WriteFinding(xml, located, Fails(shown, located));
            }

            foreach (var error in shown.Run.Errors)
            {
                WriteCase(xml, error.DisplayPath, "readable", error.Line);
                WriteProblem(xml, "error", error.Message, "unreadable", error.Message);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        io.Output.WriteLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        io.Output.WriteLine(text.ToString());
    }

    private static void WriteFinding(XmlWriter xml, LocatedFinding located, bool fails)
    {
        var (finding, place) = (located.Finding, located.Finding.Place);
        WriteCase(xml, place.File,
            string.Create(CultureInfo.InvariantCulture, $"{finding.Rule.Id} {finding.Rule.Name} ({place.Line}:{place.Column})"), place.Line);
        if (finding.Suppression is { } suppression)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Clean("accepted by a " + SuppressionNames.Of(suppression.Kind) + (suppression.Reason is { } reason ? ": " + reason : "")));
            xml.WriteEndElement();
        }
        else if (!fails)
        {
            // What fails no run fails no test; it stays to be read.
            xml.WriteElementString("system-out",
                Clean(string.Create(CultureInfo.InvariantCulture,
                    $"{place.File}:{place.Line}:{place.Column}: {SeverityNames.Of(finding.Severity)}: {finding.Message}\n{finding.Rule.HelpUri}")));
        }
        else
        {
            WriteProblem(xml, "failure", finding.Message, SeverityNames.Of(finding.Severity),
                string.Create(CultureInfo.InvariantCulture,
                    $"{place.File}:{place.Line}:{place.Column}: {finding.Message}\n{finding.Rule.HelpUri}"));
        }

        xml.WriteEndElement();
    }

    private static bool Fails(ShownFindings shown, LocatedFinding located) =>
        shown.FailOn is { } lowest && located.Finding.Severity >= lowest;

    private static void WriteCase(XmlWriter xml, string file, string name, int? line)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(file));
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("file", Clean(file));
        if (line is { } number)
        {
            WriteCount(xml, "line", number);
        }
    }

    private static void WriteProblem(XmlWriter xml, string element, string message, string type, string text)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", Clean(message));
        xml.WriteAttributeString("type", type);
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
    }

    private static void WriteCount(XmlWriter xml, string name, int value) =>
        xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    // A config may hold characters that XML has no way to write, and such as a reader must not obey.
    private static string Clean(string text) => string.Join('\n', text.Split('\n').Select(PlainText.Of));
}
