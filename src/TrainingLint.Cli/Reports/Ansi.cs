using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>Colour for terminals that want it.</summary>
internal sealed class Ansi(bool enabled)
{
    public string Bold(string text) => Wrap(text, "1");

    public string Caret(string text) => Wrap(text, "1;33");

    public string Severity(Severity severity) => Wrap(SeverityNames.Of(severity), severity switch
    {
        Core.Findings.Severity.Error => "1;31",
        Core.Findings.Severity.Warning => "1;33",
        _ => "36",
    });

    private string Wrap(string text, string code) => enabled ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
