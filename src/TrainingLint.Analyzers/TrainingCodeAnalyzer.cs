using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TrainingLint.Analyzers.Extraction;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Rules;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers;

/// <summary>Judges training code, type by type, as it is typed and in the build.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All.Add(Descriptors.Recipe);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!TrainingLibraries.MayBeReferenced(start.Compilation))
            {
                return;
            }

            // Nothing of the compilation is bound yet at its start. Whoever asks for a type first pays for all, so the first type that
            // mentions training asks.
            var libraries = new Lazy<TrainingLibraries?>(() => TrainingLibraries.Of(start.Compilation, start.Options.AdditionalFiles));
            var claims = new ConcurrentDictionary<Claim, ISymbol>();
            start.RegisterSymbolStartAction(type => StartType(type, libraries, claims), SymbolKind.NamedType);

            // Top-level statements belong to a type that nobody declared, so the compiler announces no start of it. Looking at every
            // block of a program costs time, hence only where there are such statements.
            if (TrainingLibraries.IsProgramOf(start.Compilation)
                && start.Compilation.SyntaxTrees.Any(tree => HasTopLevelStatements(tree, start.CancellationToken)))
            {
                start.RegisterOperationBlockAction(block =>
                {
                    if (block.OwningSymbol is IMethodSymbol { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName }
                        && libraries.Value is { } known)
                    {
                        Judge(known, [Body(block)], block.Options, Once(claims, block.OwningSymbol, block.ReportDiagnostic),
                            block.CancellationToken);
                    }
                });
            }
        });
    }

    private static bool HasTopLevelStatements(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetRoot(cancellation) is CompilationUnitSyntax unit && unit.Members.Any(SyntaxKind.GlobalStatement);

    private static void StartType(SymbolStartAnalysisContext start, Lazy<TrainingLibraries?> referenced,
        ConcurrentDictionary<Claim, ISymbol> claims)
    {
        if (!start.Symbol.DeclaringSyntaxReferences.Any(reference =>
            ProgramText.MentionsTraining(reference.SyntaxTree, start.CancellationToken))
            || referenced.Value is not { } libraries)
        {
            return;
        }

        var bodies = new ConcurrentQueue<MemberBody>();
        start.RegisterOperationBlockAction(block =>
        {
            // Members of nested types are announced to the outer type as well.
            if (SymbolEqualityComparer.Default.Equals(block.OwningSymbol.ContainingType, start.Symbol)
                && block.OwningSymbol is not IMethodSymbol { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName })
            {
                bodies.Enqueue(Body(block));
            }
        });
        start.RegisterSymbolEndAction(end =>
        {
            if (!bodies.IsEmpty)
            {
                Judge(libraries, bodies, end.Options, Once(claims, end.Symbol, end.ReportDiagnostic), end.CancellationToken);
            }
        });
    }

    // A constant that several types train with is wrong once. The type that comes first says so, also when it is looked at again.
    private static Action<Diagnostic> Once(ConcurrentDictionary<Claim, ISymbol> claims, ISymbol judged, Action<Diagnostic> report) =>
        diagnostic =>
    {
        var finding = new Claim(diagnostic.Id, diagnostic.Location, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        if (SymbolEqualityComparer.Default.Equals(claims.GetOrAdd(finding, judged), judged))
        {
            report(diagnostic);
        }
    };

    private static MemberBody Body(OperationBlockAnalysisContext block) => new(block.OwningSymbol, block.OperationBlocks, isForeign: false);

    // The command line builds a project to see all of it. It decides by itself what an error comes to, and a project that is not
    // compiled would hide those that refer to it.
    private static bool KeepsBuilding(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.TrainingLintKeepsBuilding", out var value) && value == "true";

    // A value that appsettings.json holds is reported there.
    private static RuleOptions? OptionsAt(Location location, TrainingLibraries libraries, BuildSettings settings,
        AnalyzerOptions options) =>
        location.SourceTree is { } tree ? (libraries.Compilation.ContainsSyntaxTree(tree) ? settings.For(tree) : null)
        : location.Kind == LocationKind.ExternalFile
            && options.AdditionalFiles.FirstOrDefault(file => file.Path == location.GetLineSpan().Path) is { } held
            ? settings.For(held)
        : null;

    private static void Judge(TrainingLibraries libraries, IEnumerable<MemberBody> bodies, AnalyzerOptions options,
        Action<Diagnostic> report, CancellationToken cancellation)
    {
        HashSet<Claim>? said = null;
        var keepsBuilding = KeepsBuilding(options);
        var settings = BuildSettings.Of(options, cancellation);
        var unit = new CodeUnit(libraries, bodies, cancellation);
        if (RecipeReports.AreWanted(options))
        {
            RecipeReports.Report(unit, report);
        }

        CodeJudge.Judge(unit, tree => settings.For(tree).Options, finding =>
        {
            if (OptionsAt(finding.Location, libraries, settings, options) is { } configured
                && configured.LevelOf(finding.Rule, finding.Severity) is { } level
                && (said ??= []).Add(new Claim(finding.Rule.Id, finding.Location, finding.Message)))
            {
                var properties = configured.IsError(finding.Rule, finding.Severity)
                    ? finding.Properties.SetItem(FindingProperties.Severity, FindingProperties.Error) : finding.Properties;
                report(Descriptors.Diagnostic(finding.Rule, finding.Location, finding.Message,
                    keepsBuilding && level == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning : level, properties));
            }
        });
    }

    // What is said of a place. A class, for tables of tuples are compiled anew in every build, which costs more than all else here.
    private sealed record Claim(string Rule, Location Place, string Message);
}
