using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers;

/// <summary>
/// What .editorconfig says about rules: <c>traininglint.learning-rate-too-high.severity = error</c>. The compiler itself applies
/// <c>dotnet_diagnostic.*</c> to C# only (dotnet/roslyn#31916), so these keys are the ones that serve code and configs alike.
/// </summary>
internal sealed class RuleOptions(AnalyzerConfigOptions options)
{
    private const string Prefix = "traininglint.";

    /// <summary>The level of a finding; null when the rule is switched off here.</summary>
    public DiagnosticSeverity? LevelOf(RuleInfo rule, Severity severity)
    {
        if (!options.TryGetValue(Prefix + rule.Name + ".severity", out var written))
        {
            return Descriptors.Level(severity);
        }

        return written.Trim().ToLowerInvariant() switch
        {
            "none" or "silent" => null,
            "info" or "suggestion" => DiagnosticSeverity.Info,
            "warning" => DiagnosticSeverity.Warning,
            "error" => DiagnosticSeverity.Error,
            _ => Descriptors.Level(severity),
        };
    }
}
