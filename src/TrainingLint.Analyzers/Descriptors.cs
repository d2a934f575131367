using System.Collections.Immutable;
using System.IO;
using Microsoft.CodeAnalysis;
using TrainingLint.Core.Findings;

namespace TrainingLint.Analyzers;

/// <summary>
/// The rule book in the compiler's terms. Whoever compiles anything is asked for them, and to load the book means to compile every
/// rule first; so the generator of the documentation writes what the compiler wants to know into a table.
/// </summary>
internal static class Descriptors
{
    private const string Table = "TrainingLint.Analyzers.Descriptors.tsv";

    private const string SettingsPage = "https://github.com/traininglint/traininglint/blob/main/docs/configuration.md";

    private const string ProbePage = "https://github.com/traininglint/traininglint/blob/main/docs/probe.md";

    /// <summary>No rule: a line of the project's settings that means nothing.</summary>
    public static DiagnosticDescriptor Settings { get; } = new(
        "TL0000", "Settings that mean nothing", "{0}", "Training", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "A line of traininglint.yaml or pyproject.toml that the tool does not understand, and that has no effect.",
        helpLinkUri: SettingsPage);

    /// <summary>No rule: a recipe that was read, told to the command line where it asks. No settings of a project reach it.</summary>
    public static DiagnosticDescriptor Recipe { get; } = new(
        "TL0001", "A recipe was read", "{0}", "Training", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "What 'traininglint probe --config App.csproj' runs. Reported in no other build.",
        helpLinkUri: ProbePage, customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>Every rule.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = Read();

    /// <summary>A diagnostic of a rule at a level of its own.</summary>
    public static Diagnostic Diagnostic(RuleInfo rule, Location location, string message, DiagnosticSeverity severity,
        ImmutableDictionary<string, string?>? properties = null) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(Of(rule), location, severity, additionalLocations: null, properties, message);

    /// <summary>
    /// The compiler's level for a severity. An error of the rule book says that the run will fail, not that the program is ill-formed:
    /// it stays a warning, so that nobody's build breaks before he asks for it in .editorconfig.
    /// </summary>
    public static DiagnosticSeverity Level(Severity severity) =>
        severity == Severity.Info ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;

    private static DiagnosticDescriptor Of(RuleInfo rule)
    {
        foreach (var descriptor in All)
        {
            if (descriptor.Id == rule.Id)
            {
                return descriptor;
            }
        }

        throw new System.ArgumentException("there is no descriptor for " + rule.Id);
    }

    private static ImmutableArray<DiagnosticDescriptor> Read()
    {
        using var reader = new StreamReader(typeof(Descriptors).Assembly.GetManifestResourceStream(Table));
        var descriptors = ImmutableArray.CreateBuilder<DiagnosticDescriptor>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            var severity = cells[1] == nameof(DiagnosticSeverity.Info) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
            descriptors.Add(new DiagnosticDescriptor(cells[0], cells[2], "{0}", "Training", severity, isEnabledByDefault: true,
                description: cells[3], helpLinkUri: cells[4]));
        }

        return descriptors.ToImmutable();
    }
}
