using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reviewing;

/// <summary>Compares two states of a repository by the trainings that their configs describe.</summary>
internal sealed class Reviewer
{
    private static readonly string[] TrainingLibraries = ["TorchSharp", "Microsoft.ML"];

    private readonly GitRepository _repository;
    private readonly TerminalIo _io;
    private readonly Judge _judge;
    private readonly ConfiguredOptions _options = new();
    private readonly ConcurrentQueue<InputError> _errors = new();

    public Reviewer(GitRepository repository, TerminalIo io, Judge judge)
    {
        _repository = repository;
        _io = io;
        _judge = judge;
    }

    /// <summary>Compares where a base and a head went apart with the head, or with the work tree.</summary>
    public Review Compare(string baseRevision, string? headRevision)
    {
        var head = headRevision is null ? null : _repository.Commit(headRevision);
        var from = _repository.ForkPoint(_repository.Commit(baseRevision), head ?? _repository.Commit("HEAD"));
        var changes = _repository.Changes(from, head);
        using var contents = _repository.OpenContents();

        var now = State(head, contents, fallback: null, unchanged: null);
        var changed = changes.SelectMany(change => new[] { change.Path, change.OldPath }).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var before = State(from, contents, fallback: now, unchanged: path => !changed.Contains(path));

        var read = Bytes(head, contents);
        var reached = Reached((head is null ? _repository.WorkTreeFiles() : _repository.Files(head).Keys).Where(path => MayTrain(path,
            read)), now, changed);
        var renamed = changes.Where(change => change is { IsGone: false, OldPath: not null }
            && change.OldPath != change.Path).ToDictionary(change => change.Path, change => change.OldPath!, StringComparer.Ordinal);
        var isNew = changes.Where(change => change.OldPath is null).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        var gone = changes.Where(change => change.IsGone && FileDiscovery.IsConfig(change.Path)).Select(change => change.Path).ToArray();
        var pairs = reached.Select(path => (New: (string?)path, Old: isNew.Contains(path) ? null : renamed.GetValueOrDefault(path, path)))
            .Concat(gone.Select(path => (New: (string?)null, Old: (string?)path)))
            .ToArray();
        return Compare(baseRevision, headRevision, pairs, before, now, changed) with
        {
            Code = Code(changes, read),
            Root = _repository.Root,
            AddedLines = () => _repository.Added(from, head),
        };
    }

    private Review Compare(string baseRevision, string? headRevision, (string? New, string? Old)[] pairs, ConfigFiles before,
        ConfigFiles now, HashSet<string> changed)
    {
        var oldRun = Lint(before, pairs.Select(pair => pair.Old), isHead: false);
        var newRun = Lint(now, pairs.Select(pair => pair.New), isHead: true);
        var oldFiles = oldRun.Files.ToDictionary(file => file.File.Path, StringComparer.Ordinal);
        var newFiles = newRun.Files.ToDictionary(file => file.File.Path, StringComparer.Ordinal);
        var recipes = new List<RecipeReview>();
        var withoutEffect = 0;
        foreach (var (path, oldPath) in pairs)
        {
            var old = oldPath is null ? null : oldFiles.GetValueOrDefault(Display(oldPath));
            var current = path is null ? null : newFiles.GetValueOrDefault(Display(path));
            var found = Recipes(old?.File, current?.File, changed).ToArray();
            recipes.AddRange(found);
            withoutEffect += found.Length == 0 && current is { File.IsTraining: true } ? 1 : 0;
        }

        var moved = pairs.Where(pair => pair is { New: not null, Old: not null }).ToDictionary(pair => pair.Old!, pair => pair.New!,
            StringComparer.Ordinal);
        var oldFindings = Named(oldRun, path => moved.GetValueOrDefault(path, path));
        var newFindings = Named(newRun, path => path);
        var known = oldFindings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var present = newFindings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return new Review
        {
            Base = baseRevision,
            Head = headRevision,
            Recipes = [.. recipes.OrderBy(recipe => recipe.File, StringComparer.Ordinal)],
            WithoutEffect = withoutEffect,
            New = [.. newFindings.Where(finding => !known.Contains(finding.Fingerprint))],
            Fixed = [.. oldFindings.Where(finding => !present.Contains(finding.Fingerprint))],
            Remaining = [.. newFindings.Where(finding => known.Contains(finding.Fingerprint))],
            Code = [],
            Errors = [.. _errors.OrderBy(error => error.DisplayPath, StringComparer.Ordinal)],
        };
    }

    // Files of one state. What is the same in both is taken from the other one, so that it is parsed once.
    private ConfigFiles State(string? commit, GitContents contents, ConfigFiles? fallback, Predicate<string>? unchanged)
    {
        if (commit is null)
        {
            return new ConfigFiles(_repository.Root, full => DisplayPaths.Below(_io.Directory,
                full))
            { Programs = ProgramFiles.Below(_repository.Root, full => DisplayPaths.Below(_io.Directory, full)) };
        }

        var tree = _repository.Files(commit);
        return new ConfigFiles(_repository.Root, full =>
        {
            var path = DisplayPaths.Below(_repository.Root, full);
            return fallback is not null && unchanged!(path) ? fallback.Read(full)
                : tree.TryGetValue(path, out var content) && contents.Read(content) is { Length: <= DocumentLimits.FileBytes } bytes
                    && SourceFile.Decode(Display(path), bytes, full) is { } source
                ? ConfigFormats.Parse(source)
                : null;
        })
        { Programs = ProgramsOf(tree, contents) };
    }

    // The programs of a commit. The same content is scanned once, whichever commits have it.
    private ProgramSources ProgramsOf(IReadOnlyDictionary<string, string> tree, GitContents contents) => new(
        _ => _repository.Root,
        _ => [.. tree.Keys.Where(path => ProgramSources.IsSource(path) && !path.Split('/').SkipLast(1).Any(ProgramSources.IsForeign))
            .Order(StringComparer.Ordinal).Take(ProgramSources.MostFiles + 1).Select(path => new SourceFileName(path, path,
                Display(path)))],
        file => contents.Read(tree[file.Path]) is { Length: <= ProgramSources.MostBytes } bytes ? SourceFile.Decode(file.Path,
            bytes)?.Text : null);

    // Configs that are changed themselves or draw on something that is, at any remove.
    private string[] Reached(IEnumerable<string> paths, ConfigFiles files, HashSet<string> changed)
    {
        var reader = new ConfigReader(files);
        return [.. paths.AsParallel().AsOrdered().Where(path =>
        {
            var full = Full(path);
            return !_options.For(full).IsExcluded
                && (changed.Contains(path)
                    || (files.Read(full) is { } parsed
                    && reader.Read(parsed).DrawsOn.Any(drawn => changed.Contains(DisplayPaths.Below(_repository.Root, drawn)))));
        }).Order(StringComparer.Ordinal)];
    }

    private LintRun Lint(ConfigFiles files, IEnumerable<string?> paths, bool isHead)
    {
        var inputs = new List<InputFile>();
        foreach (var path in paths.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (files.Read(Full(path)) is not null)
            {
                inputs.Add(new InputFile(Full(path), Display(path), IsExplicit: false));
            }
            else if (isHead)
            {
                _errors.Enqueue(new InputError(Display(path), 1, "The file is no text, or too large; exclude it.", IsInternal: false));
            }
        }

        var run = InputLinter.OfClosedSet(files, _judge, _options).Run(inputs, []);
        foreach (var error in run.Errors)
        {
            _errors.Enqueue(error);
        }

        return run;
    }

    private IEnumerable<RecipeReview> Recipes(TrainingFile? before, TrainingFile? after, HashSet<string> changed)
    {
        var oldFile = before is not null && after is not null && before.Path != after.Path ? before.Path : null;
        var rest = (before?.Recipes ?? []).ToList();
        foreach (var recipe in after?.Recipes ?? [])
        {
            var index = after!.Recipes.Count == before?.Recipes.Count ? after.Recipes.ToList().IndexOf(recipe) : -1;
            var old = rest.Find(candidate => candidate.Name == recipe.Name)
                ?? (index >= 0 && rest.Contains(before!.Recipes[index]) ? before.Recipes[index] : null);
            if (old is null)
            {
                yield return new RecipeReview(RecipeStatus.Added, after.Path, oldFile, null, recipe, [], []);
                continue;
            }

            rest.Remove(old);
            if (Effects.Between(old, recipe) is { Count: > 0 } effects)
            {
                var through = after.DrawsOn.Where(drawn => changed.Contains(DisplayPaths.Below(_repository.Root, drawn)))
                    .Select(drawn => DisplayPaths.Below(_io.Directory, drawn));
                yield return new RecipeReview(RecipeStatus.Changed, after.Path, oldFile, old, recipe, effects,
                    [.. through.Order(StringComparer.Ordinal)]);
            }
        }

        foreach (var old in rest)
        {
            yield return new RecipeReview(RecipeStatus.Removed, before!.Path, null, old, null, [], []);
        }
    }

    private ReviewedFinding[] Named(LintRun run, Func<string, string> moved)
    {
        var fingerprints = Fingerprints.Of(run.Findings, shown => moved(DisplayPaths.FromRoot(_repository.Root, _io.Directory, shown)));
        return [.. run.Findings.Zip(fingerprints, (located, fingerprint) => new ReviewedFinding(located, fingerprint))
            .Where(finding => !finding.Located.Finding.Suppressed)];
    }

    private Func<string, byte[]?> Bytes(string? commit, GitContents contents)
    {
        var tree = commit is null ? null : _repository.Files(commit);
        return path => tree is null ? Disk(Full(path)) : tree.TryGetValue(path, out var name) ? contents.Read(name) : null;
    }

    private static bool MayTrain(string path, Func<string, byte[]?> read) =>
        ConfigFormats.Find(path) is { } format && (format.Marks is null || (read(path) is { } bytes && format.MayTrain(bytes)));

    private string[] Code(IEnumerable<ChangedPath> changes, Func<string, byte[]?> read)
    {
        return [.. changes.Where(change => !change.IsGone && change.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
            && Trains(change.Path)).Select(change => Display(change.Path)).Order(StringComparer.Ordinal)];

        bool Trains(string path) =>
            read(path) is { } bytes
                && TrainingLibraries.Any(library => Encoding.UTF8.GetString(bytes).Contains(library, StringComparison.Ordinal));
    }

    private static byte[]? Disk(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string Full(string path) => Path.Combine(_repository.Root, path);

    private string Display(string path) => DisplayPaths.Below(_io.Directory, Full(path));
}
