using System.Text.Json;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>A rule as a SARIF reportingDescriptor, with its page as help.</summary>
internal static class SarifRule
{
    public static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    public static void Write(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        WriteText(json, "shortDescription", rule.Title + ".");
        WriteText(json, "fullDescription", rule.Why);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteString("helpUri", rule.HelpUri);
        json.WriteStartObject("help");
        json.WriteString("text", rule.Why + "\n\nInstead: " + rule.Instead + "\n\nSuppress: " + rule.Suppress);
        json.WriteString("markdown", Page(rule));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue("machine-learning");
        json.WriteStringValue("training");
        json.WriteEndArray();
        json.WriteString("precision", "high");
        json.WriteString("problem.severity", rule.Severity == Severity.Info ? "recommendation" : SeverityNames.Of(rule.Severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Page(RuleInfo rule) =>
        rule.Why + "\n\n**Instead.** " + rule.Instead + "\n\n**Suppress.** " + rule.Suppress
        + "\n\nRisky:\n" + Code(rule, rule.Risky) + "\nSound:\n" + Code(rule, rule.Sound) + "\n\n[The rule's page](" + rule.HelpUri + ")";

    private static string Code(RuleInfo rule, string text) =>
        "```" + (rule.ExampleLanguage == ExampleLanguage.CSharp ? "csharp" : "yaml") + "\n" + text + "\n```";

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
