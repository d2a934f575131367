using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers;

/// <summary>The rule book in the compiler's terms.</summary>
internal static class Descriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> ById = RuleBook.Rules.ToDictionary(rule => rule.Info.Id, rule => Of(rule.Info));

    /// <summary>Every rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = RuleBook.Rules.Select(rule => ById[rule.Info.Id]).ToImmutableArray();

    /// <summary>A diagnostic of a rule at a level of its own.</summary>
    public static Diagnostic Diagnostic(RuleInfo rule, Location location, string message, DiagnosticSeverity severity, ImmutableDictionary<string, string?>? properties = null) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(ById[rule.Id], location, severity, additionalLocations: null, properties, message);

    /// <summary>
    /// The compiler's level for a severity. An error of the rule book says that the run will fail, not that the program is ill-formed:
    /// it stays a warning, so that nobody's build breaks before he asks for it in .editorconfig.
    /// </summary>
    public static DiagnosticSeverity Level(Severity severity) => severity == Severity.Info ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;

    private static DiagnosticDescriptor Of(RuleInfo rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        "Training",
        Level(rule.Severity),
        isEnabledByDefault: true,
        description: rule.Why + " " + rule.Instead,
        helpLinkUri: rule.HelpUri);
}
