using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Linting;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Analyzers;

/// <summary>
/// Judges the training configs of a project, which its build offers as additional files, by the same linter as the command
/// line. Base files are found among the additional files too: a compiler reads nothing that it was not given.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigFileAnalyzer : DiagnosticAnalyzer
{
    private const string Role = "build_metadata.AdditionalFiles.TrainingLintRole";
    private const string Switch = "build_property.TrainingLintConfigs";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All.Add(Descriptors.Settings);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Options.AdditionalFiles.IsEmpty
                || (start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Switch, out var wanted)
                    && wanted.Trim().Equals("false", StringComparison.OrdinalIgnoreCase)))
            {
                return;
            }

            var files = start.Options.AdditionalFiles;
            start.RegisterAdditionalFileAction(file =>
            {
                if (BuildSettings.Read(file.AdditionalFile, file.CancellationToken) is { } settings)
                {
                    Check(settings, file);
                }
                else if (IsConfig(file.AdditionalFile.Path) && !IsOnlyForCode(file))
                {
                    Check(file, files);
                }
            });
        });
    }

    // appsettings.json is offered for the values that code takes from it, unless somebody has it among his configs.
    private static bool IsOnlyForCode(AdditionalFileAnalysisContext context) =>
        context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile).TryGetValue(Role, out var role)
            && role == "values";

    private static void Check(AdditionalFileAnalysisContext context, ImmutableArray<AdditionalText> files)
    {
        if (context.AdditionalFile.GetText(context.CancellationToken) is not { } text || text.Length > DocumentLimits.FileBytes)
        {
            return;
        }

        var settings = BuildSettings.Of(context.Options, context.CancellationToken);
        var options = settings.For(context.AdditionalFile);
        if (options.Options.IsExcluded)
        {
            return;
        }

        var linter = new ConfigLinter(Kept.Judge, ContextOf(files, settings, context.CancellationToken));
        foreach (var finding in linter.Lint(Parse(context.AdditionalFile.Path, text)).Findings)
        {
            if (!finding.Suppressed && options.LevelOf(finding.Rule, finding.Severity) is { } level)
            {
                context.ReportDiagnostic(Descriptors.Diagnostic(finding.Rule, LocationOf(finding.Place, context.AdditionalFile.Path, text),
                    finding.Message, level));
            }
        }
    }

    // What somebody meant to configure and did not would be judged otherwise than he thinks.
    private static void Check(SettingsFile settings, AdditionalFileAnalysisContext context)
    {
        ConfiguredLine[] lines = [.. settings.Lines];
        var problems = settings.Problems.Concat(ConfiguredLines.Problems(lines, ConfiguredLines.Options(lines), dialects: null));
        foreach (var problem in problems)
        {
            var at = new LinePosition(Math.Max(0, problem.Line.Line - 1), 0);
            var place = Location.Create(context.AdditionalFile.Path, default, new LinePositionSpan(at, at));
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Settings, place, problem.Line.Key + ": " + problem.Message));
        }
    }

    private static LintContext ContextOf(ImmutableArray<AdditionalText> files, BuildSettings settings, CancellationToken cancellation) =>
        new()
        {
            Files = ConfigFiles.InMemory(path => Find(path, files, cancellation)),
            OptionsOf = source =>
                files.FirstOrDefault(file => file.Path == source.Path) is { } file ? settings.For(file).Options : LintOptions.Default,
            MayDrawOn = source => files
                .Where(file => IsConfig(file.Path) && file.Path != source.Path)
                .Select(file => (file.Path, Text: file.GetText(cancellation)))
                .Where(file => file.Text is { Length: <= DocumentLimits.FileBytes } && Mentions.In(file.Text.ToString(), source.Path))
                .Select(file => Parse(file.Path, file.Text!)),
        };

    private static ParsedFile Parse(string path, SourceText text)
    {
        var parsed = Kept.Parsed.GetValue(text, fresh => ConfigFormats.Parse(new SourceFile(path, fresh.ToString(), path)));

        // The same text object under a second name is possible in an editor that copies files.
        return parsed.Source.Path == path ? parsed : ConfigFormats.Parse(new SourceFile(path, text.ToString(), path));
    }

    private static ParsedFile? Find(string path, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            if (IsConfig(file.Path) && Normalised(file.Path) == Normalised(path) && file.GetText(cancellation) is { } text)
            {
                return Parse(file.Path, text);
            }
        }

        return null;
    }

    private static string Normalised(string path) => path.Replace('\\', '/');

    private static bool IsConfig(string path) => ConfigFormats.Find(path) is not null;

    // What is inherited stands in another file, whose text is not at hand here.
    private static Location LocationOf(Place place, string path, SourceText text)
    {
        var start = new LinePosition(Math.Max(0, place.Line - 1), Math.Max(0, place.Column - 1));
        var end = new LinePosition(Math.Max(start.Line, place.EndLine - 1), Math.Max(0, place.EndColumn - 1));
        end = end < start ? start : end;
        var span = place.File == path ? TextSpan.FromBounds(PositionOf(start, text), PositionOf(end, text)) : default;
        return Location.Create(place.File, span, new LinePositionSpan(start, end));
    }

    private static int PositionOf(LinePosition position, SourceText text) =>
        position.Line >= text.Lines.Count ? text.Length
            : Math.Min(text.Lines[position.Line].Start + position.Character, text.Lines[position.Line].EndIncludingLineBreak);

    // Apart from the analyzer, so that a project without configs, as most are, loads neither reader nor rule book.
    private static class Kept
    {
        // A text lives as long as its file stays unchanged, so only changed files are parsed again.
        public static readonly ConditionalWeakTable<SourceText, ParsedFile> Parsed = new();

        public static readonly Judge Judge = new();
    }
}
