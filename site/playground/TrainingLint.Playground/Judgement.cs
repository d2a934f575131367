using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.Playground;

/// <summary>What the linter says of a text: the same reader, rules and suppressions as those of the command line, without other files.</summary>
internal sealed class Judgement
{
    /// <summary>Longest text that is judged, in UTF-16 units: a page that stands still while it reads helps nobody.</summary>
    public const int MostLetters = 100_000;

    // Reading a long text in every format would be felt.
    private const int MostLettersToGuess = 20_000;

    private static readonly Judge Rules = new();

    private readonly LintedFile _linted;

    private Judgement(LintedFile linted, FileKind? better)
    {
        _linted = linted;
        Better = better;
    }

    /// <summary>How the text was understood.</summary>
    public TrainingFile File => _linted.File;

    /// <summary>The text with its lines.</summary>
    public SourceFile Source => _linted.Source;

    /// <summary>Open findings, in the order of their places.</summary>
    public IEnumerable<Finding> Open => _linted.Findings.Where(finding => !finding.Suppressed);

    /// <summary>Findings that a comment in the text accepts.</summary>
    public int Accepted => _linted.Findings.Count(finding => finding.Suppressed);

    /// <summary>The kind as which the text would be a training config, where it is none as it is named; null otherwise.</summary>
    public FileKind? Better { get; }

    /// <summary>What no rule has judged, and why; null where all was.</summary>
    public string? NotJudged
    {
        get
        {
            var values = File.Recipes.SelectMany(recipe => recipe.Settings)
                .Where(item => item.Value is { State: SettingState.Unknown, Text: not null })
                .Select(item => (item.Key, item.Value.Place))
                .Distinct()
                .Count();
            var references = File.Observations.OfType<UnresolvedObservation>().Select(unresolved => unresolved.Place).Distinct().Count();
            string?[] parts =
            [
                values > 0 ? Counted(values, "value") + " known only at run time" : null,
                references > 0 ? Counted(references, "reference") + " to what is not on this page" : null,
            ];
            return parts.OfType<string>().ToArray() is { Length: > 0 } said ? "Not judged: " + string.Join("; ", said) + "." : null;
        }
    }

    /// <summary>The result in one line. Nothing risky is said only of what was read.</summary>
    public string Summary
    {
        get
        {
            var open = Open.ToArray();
            var counts = new[] { Severity.Error, Severity.Warning, Severity.Info }
                .Select(severity => (severity, count: open.Count(finding => finding.Severity == severity)))
                .Where(item => item.count > 0)
                .Select(item => Counted(item.count, NameOf(item.severity)));
            var found = open.Length > 0 ? string.Join(", ", counts) : File.IsTraining ? "nothing risky found" : "nothing was judged";
            return found + (Accepted > 0 ? FormattableString.Invariant($", {Accepted} accepted by comments") : "");
        }
    }

    /// <summary>Judges a text of at most <see cref="MostLetters"/>. Throws for none.</summary>
    public static Judgement Of(FileKind kind, string text)
    {
        var linted = new ConfigLinter(Rules, new LintContext()).Lint(ConfigFormats.Parse(new SourceFile(kind.Name, text)));
        return new Judgement(linted, linted.File.IsTraining ? null : Guess(kind, text));
    }

    /// <summary>A severity as findings are counted.</summary>
    public static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static FileKind? Guess(FileKind kind, string text) => text.Length > MostLettersToGuess || text.Trim().Length == 0
        ? null
        : FileKind.All.FirstOrDefault(other => other != kind && new ConfigReader().Read(new SourceFile(other.Name, text)).IsTraining);

    private static string Counted(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
