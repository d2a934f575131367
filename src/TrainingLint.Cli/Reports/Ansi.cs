using System;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>Colour for terminals that want it.</summary>
internal sealed class Ansi(bool enabled)
{
    public Styled Bold(string text) => Wrap(text, "1");

    public Styled Caret(string text) => Wrap(text, "1;33");

    public Styled Severity(Severity severity) => Wrap(SeverityNames.Of(severity), severity switch
    {
        Core.Findings.Severity.Error => "1;31",
        Core.Findings.Severity.Warning => "1;33",
        _ => "36",
    });

    private Styled Wrap(string text, string code) => new(enabled ? $"\u001b[{code}m{PlainText.Of(text)}\u001b[0m" : PlainText.Of(text));
}

/// <summary>Text that is escaped already, and may hold what colours it.</summary>
internal readonly record struct Styled(string Text)
{
    /// <summary>A line of which only the constant parts and what is styled are taken as they are.</summary>
    public static string Line(FormattableString line) =>
        string.Format(CultureInfo.InvariantCulture, line.Format,
            [.. line.GetArguments().Select(part => part is string text ? PlainText.Of(text) : part)]);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
