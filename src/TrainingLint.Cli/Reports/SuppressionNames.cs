using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>Ways to accept a finding, as machine formats spell them.</summary>
internal static class SuppressionNames
{
    public static string Of(SuppressionKind kind) => kind == SuppressionKind.Baseline ? "baseline" : "comment";
}
