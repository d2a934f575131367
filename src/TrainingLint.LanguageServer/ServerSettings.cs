using System.Text.Json;
using TrainingLint.Core.Findings;

namespace TrainingLint.LanguageServer;

/// <summary>What a user can set in the editor. What a team wants stands in its .editorconfig instead.</summary>
/// <param name="LowestSeverity">What is weaker is not shown.</param>
/// <param name="InlayHints">Whether derived facts are shown within the text.</param>
/// <param name="LintsWorkspace">Whether files are linted that are not open, for clients that do not ask for them.</param>
/// <param name="Baseline">Baseline whose findings are accepted; a relative path is seen from the first folder. Null for none.</param>
internal sealed record ServerSettings(Severity LowestSeverity = Severity.Info, bool InlayHints = false, bool LintsWorkspace = false,
    string? Baseline = null)
{
    /// <summary>
    /// These settings, changed by what a client sends: an object with <c>minimumSeverity</c>, <c>inlayHints</c>, <c>workspace</c> and <c>baseline</c>, by itself
    /// or under <c>traininglint</c>. What is not understood changes nothing.
    /// </summary>
    public ServerSettings With(JsonElement sent)
    {
        if (sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("traininglint", out var own))
        {
            sent = own;
        }

        return sent.ValueKind != JsonValueKind.Object ? this : this with
        {
            LowestSeverity = SeverityOf(sent) ?? LowestSeverity,
            InlayHints = Flag(sent, "inlayHints") ?? InlayHints,
            LintsWorkspace = Flag(sent, "workspace") ?? LintsWorkspace,
            Baseline = sent.TryGetProperty("baseline", out var path) && path.ValueKind == JsonValueKind.String
                ? path.GetString() is { Length: > 0 } written ? written : null : Baseline,
        };
    }

    private static bool? Flag(JsonElement sent, string name) =>
        sent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.ValueKind == JsonValueKind.True
            : null;

    private static Severity? SeverityOf(JsonElement sent) =>
        sent.TryGetProperty("minimumSeverity", out var value) && value.ValueKind == JsonValueKind.String
            ? value.ValueEquals("error") ? Severity.Error : value.ValueEquals("warning") ? Severity.Warning : value.ValueEquals("info") ? Severity.Info : null
            : null;
}
