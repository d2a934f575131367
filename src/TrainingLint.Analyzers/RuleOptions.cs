using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Analyzers;

/// <summary>
/// What .editorconfig, and the settings of the project, say about rules in a file:
/// <c>traininglint.learning-rate-too-high.severity = error</c>. The compiler itself applies <c>dotnet_diagnostic.*</c> to C# only (dotnet/roslyn#31916), so these keys are the ones that serve code and configs alike.
/// </summary>
internal sealed class RuleOptions
{
    // The compiler makes one object for all files with the same options.
    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, RuleOptions> Known = new();

    private RuleOptions(LintOptions options) => Options = options;

    /// <summary>Severities and thresholds.</summary>
    public LintOptions Options { get; }

    /// <summary>The options of a file.</summary>
    public static RuleOptions Of(AnalyzerConfigOptions options) =>
        Known.GetValue(options, fresh => new RuleOptions(From(Properties(fresh))));

    /// <summary>The options of a file that settings of the project are about as well; those go before.</summary>
    public static RuleOptions Of(AnalyzerConfigOptions options, IReadOnlyList<ConfiguredLine> lines) =>
        lines.Count == 0
            ? Of(options)
            : new RuleOptions(
                From([.. Properties(options), .. lines.Select(line => new KeyValuePair<string, string>(line.Key, line.Value))]));

    /// <summary>The compiler's level of a finding. Only a level that somebody configured can be an error.</summary>
    public DiagnosticSeverity? LevelOf(RuleInfo rule, Severity severity)
    {
        var settings = Options.For(rule);
        return settings.IsOff || Options.IsExcluded ? null
            : settings.Severity == Severity.Error ? DiagnosticSeverity.Error
            : Descriptors.Level(settings.Severity ?? severity);
    }

    /// <summary>True for a finding that the rule book, or somebody's configuration, calls an error.</summary>
    public bool IsError(RuleInfo rule, Severity severity) => (Options.For(rule).Severity ?? severity) == Severity.Error;

    private static LintOptions From(IReadOnlyList<KeyValuePair<string, string>> properties) =>
        properties.Count == 0 ? LintOptions.Default : LintOptions.From(properties);

    private static IReadOnlyList<KeyValuePair<string, string>> Properties(AnalyzerConfigOptions options)
    {
        var properties = new List<KeyValuePair<string, string>>();
        try
        {
            foreach (var key in options.Keys)
            {
                if (LintOptions.Concerns(key) && options.TryGetValue(key, out var value))
                {
                    properties.Add(new KeyValuePair<string, string>(key, value));
                }
            }
        }
        catch (NotImplementedException)
        {
            // Hosts older than the property cannot list their options; the rules then keep their own settings.
            return [];
        }

        return properties;
    }
}
