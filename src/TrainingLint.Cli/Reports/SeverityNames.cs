using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>Severities as the contract spells them.</summary>
internal static class SeverityNames
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
