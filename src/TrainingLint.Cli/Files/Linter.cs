using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Cli.Configuration;
using TrainingLint.Configs;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Files;

/// <summary>Reads and judges files in parallel; results come in the order of the files.</summary>
internal sealed class Linter(ConfigFiles files, Judge judge, ConfiguredOptions options)
{
    private readonly ConfigReader _reader = new(files);
    private readonly ConcurrentDictionary<string, Suppressions> _suppressions = new(StringComparer.Ordinal);

    /// <summary>True when every file that draws on a linted one is linted as well, as far as there is any.</summary>
    public bool KnowsAllDependents { get; init; }

    public LintRun Run(IReadOnlyList<InputFile> inputs, IReadOnlyList<InputError> errors)
    {
        var linted = new (LintedFile? File, InputError? Error)[inputs.Count];
        Parallel.For(0, inputs.Count, i => linted[i] = Lint(inputs[i]));
        return Finish(
            [.. linted.Where(result => result.File is not null).Select(result => result.File!)],
            [.. errors, .. linted.Where(result => result.Error is not null).Select(result => result.Error!)]);
    }

    /// <summary>Judges one text that is already read.</summary>
    public LintRun Run(SourceFile source) => Finish([Lint(source)], []);

    private LintedFile Lint(SourceFile source) => Lint(ConfigFormats.Parse(source));

    private LintedFile Lint(ParsedFile parsed)
    {
        var source = parsed.Source;
        var file = _reader.Read(parsed);
        var sources = new Dictionary<string, SourceFile>(StringComparer.Ordinal) { [source.Path] = source };
        foreach (var drawn in file.DrawsOn.Select(files.Read).OfType<ParsedFile>())
        {
            sources.TryAdd(drawn.Source.Path, drawn.Source);
        }

        var configured = options.For(FullPath(source));
        var findings = judge.Findings(file, configured).Select(finding => finding with { Suppression = SuppressionOf(finding, source, sources) });
        return new LintedFile(file, [.. findings], sources, configured);
    }

    private Suppression? SuppressionOf(Finding finding, SourceFile own, Dictionary<string, SourceFile> sources) =>
        SuppressionsOf(own).Of(finding, isOwn: true)
        ?? (finding.Place.File != own.Path && sources.TryGetValue(finding.Place.File, out var drawn) ? SuppressionsOf(drawn).Of(finding, isOwn: false) : null);

    private Suppressions SuppressionsOf(SourceFile source) => _suppressions.GetOrAdd(source.Path, _ => Suppressions.In(source));

    // Only after all files is it known which suppressions of a base file were of use to the files that draw on it.
    private LintRun Finish(IReadOnlyList<LintedFile> linted, IReadOnlyList<InputError> errors)
    {
        var paths = linted.Select(file => FullPath(file.Source)).ToHashSet(StringComparer.Ordinal);
        return new([.. linted.Select(file => WithUnusedSuppressions(file, paths))], errors, files.Root);
    }

    private LintedFile WithUnusedSuppressions(LintedFile linted, HashSet<string> paths)
    {
        // The finding that a part of a recipe suppresses may show only in a file that completes it.
        if (!linted.File.IsTraining || linted.File.Recipes.Any(recipe => recipe.IsFragment))
        {
            return linted;
        }

        var own = SuppressionsOf(linted.Source);
        var unused = own.Unused([.. judge.Rules.Where(rule => !linted.Options.For(rule).IsOff)]).ToArray();
        if (unused.Length == 0)
        {
            return linted;
        }

        if (!KnowsAllDependents && Dependents.MayExist(files.Root, FullPath(linted.Source), paths))
        {
            unused = Array.FindAll(unused, suppression => !suppression.IsKnownRule);
        }

        var findings = judge.Findings(linted.File with { Recipes = [], Observations = unused }, linted.Options)
            .Select(finding => finding with { Suppression = own.Of(finding, isOwn: true) })
            .Concat(linted.Findings)
            .ToList();
        findings.Sort(Finding.Compare);
        return linted with { Findings = findings };
    }

    private string FullPath(SourceFile source) => source.FullPath ?? Path.GetFullPath(source.Path, files.Root);

    private (LintedFile?, InputError?) Lint(InputFile input)
    {
        try
        {
            if (!input.IsExplicit && MarkedFiles.TrainsNothing(input.FullPath))
            {
                return default;
            }

            // A file below the root is parsed once, whether it is linted, drawn on or both.
            if (files.Read(input.FullPath) is { } parsed)
            {
                return (Lint(parsed), null);
            }

            var length = new FileInfo(input.FullPath).Length;
            if (length > DocumentLimits.FileBytes)
            {
                return Unreadable(input, FormattableString.Invariant($"The file has {length} bytes; the limit is {DocumentLimits.FileBytes}. Exclude it, or lint the part that configures the training."));
            }

            return SourceFile.Decode(input.DisplayPath, File.ReadAllBytes(input.FullPath), input.FullPath) is { } source
                ? (Lint(source), null)
                : Unreadable(input, "The file is no text in UTF-8, UTF-16 or UTF-32; convert or exclude it.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, new InputError(input.DisplayPath, 1, "The file cannot be read; check its permissions.", IsInternal: false));
        }
        catch (Exception defect)
        {
            // One file must never take the others down; the defect is reported with its file.
            return (null, new InputError(input.DisplayPath, 1, "A defect of TrainingLint (" + defect.GetType().Name + "); please report it with this file.", IsInternal: true));
        }
    }

    private static (LintedFile?, InputError?) Unreadable(InputFile input, string message) =>
        (null, new InputError(input.DisplayPath, 1, message, IsInternal: false));
}
