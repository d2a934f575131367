using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Checks;
using TrainingLint.Configs.Checks.Programs;
using TrainingLint.Configs.Checks.Refusals;
using TrainingLint.Configs.Checks.Scripts;
using TrainingLint.Configs.Checks.Traps;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs;

/// <summary>From the text of a config to the recipes in it: parse, recognise the dialect, compose, read. Holds no state of its own.</summary>
public sealed class ConfigReader
{
    private readonly ConfigFiles? _files;

    /// <summary>A reader that follows base files on disk; without files, references stay unresolved.</summary>
    public ConfigReader(ConfigFiles? files = null) => _files = files;

    /// <summary>Reads a file. Never throws on any text.</summary>
    public TrainingFile Read(SourceFile source) => Read(ConfigFormats.Parse(source));

    /// <summary>The names of all dialects, those that a repository declares among them, in order.</summary>
    /// <param name="files">The repository; null for the dialects that everybody has.</param>
    public static IReadOnlyList<string> DialectNames(ConfigFiles? files = null) =>
        [.. DialectCatalogue.Names.Concat(files is null ? [] : OwnDialects.Of(files).All.Select(dialect => dialect.Name))
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>Reads a parsed file.</summary>
    /// <param name="parsed">The file.</param>
    /// <param name="dialectName">The dialect of its documents, as somebody says who knows; null where they show it themselves.</param>
    public TrainingFile Read(ParsedFile parsed, string? dialectName = null)
    {
        var drawnOn = new List<string>();
        var files = _files?.Noting(drawnOn);
        var observations = new List<Observation>();
        var recipes = new List<Recipe>();
        dialectName = Told(parsed.Source, observations) ?? dialectName;
        Dialect? named = null;
        Dialect? ofDocument = null;
        var programs = new Dictionary<string, int>(StringComparer.Ordinal);
        var isOfProgram = false;
        foreach (var written in parsed.Roots.OfType<MappingNode>())
        {
            var root = Meant(parsed.Source, written, files);
            var raw = new ConfigView(parsed.Source, root, root.Command is not { IsOpen: true }) { Files = files };
            var joined = root.Command is null ? null : new CommandJoin(files, observations).Join(raw);
            raw = joined?.Dialect is null && joined is { } alone ? alone.View : raw;
            var meant = root.Command is null && dialectName is not null ? DialectCatalogue.Named(dialectName, raw) : null;
            var shown = joined?.Dialect ?? meant ?? DialectCatalogue.Recognise(raw);
            var heir = shown is null && root.Command is null ? Heir(raw, files) : null;
            if ((shown ?? heir) is not { } dialect)
            {
                isOfProgram |= root.Command is not null && RefusalFiles.Observe(null, raw, observations);
                continue;
            }

            var composed = joined?.Dialect is null ? Compose(dialect, raw, files, observations) : joined.Value.View;

            // A child that says little looks like several frameworks; what it draws in settles whose it is.
            var isDrawn = root.Command is null && !ReferenceEquals(composed, raw) && composed.IsComplete;
            if (meant is null && heir is not Generic && isDrawn && DialectCatalogue.Recognise(composed) is { } settled
                && settled != dialect)
            {
                // How the two are put together is up to that framework as well, not to the one that the child looked like.
                (dialect, composed) = (settled, Compose(settled, raw, files, observations) is { Inherited: not null } own ? own : composed);
            }

            named ??= dialect;

            // A manifest that starts a training by a command is not read by the training's loader.
            ofDocument ??= root.Command is null || parsed.Source.Format.Kind != FormatKind.Document ? dialect : null;
            var read = ModelIdentity.Complete(composed, dialect.Read(composed, observations));
            var finished = root.Command is { } command ? CommandFacts.Finish(parsed.Source, read, command, programs, observations) : read;
            recipes.AddRange(TrialRuns.Marked(composed, finished));
            if (root.Command is not null)
            {
                ProgramFlags.Observe(raw, files, observations);
                LauncherFlags.Observe(raw, observations);
            }

            RefusalFiles.Observe(dialect, composed, observations);
            ValueObserver.Observe(dialect, composed, read, observations);
            MisspeltKeys.Observe(dialect, joined?.Dialect is null ? raw : composed, observations);
            TableKeys.Observe(dialect, raw, observations);
        }

        var isTraining = ProgramHabits.Observe(parsed.Source, observations, files)
            | SubsetKeys.Observe(parsed.Roots.OfType<MappingNode>(), observations)
            | (named is null && SettingTraps.ObserveOther(parsed.Source, parsed.Roots.OfType<MappingNode>(), observations))
            | DetectionData.Observe(parsed, observations) || named is not null || isOfProgram;
        if (named is not null)
        {
            ScriptHabits.Observe(parsed.Source, observations);
        }

        ObserveText(parsed, ofDocument, files, observations);

        return new TrainingFile
        {
            Path = parsed.Source.Path,
            Dialect = named?.Name,
            IsTraining = isTraining,
            Recipes = recipes,

            Observations = NotedOnce.Of(observations),
            DrawsOn = drawnOn.Distinct(StringComparer.Ordinal).ToArray(),
        };
    }

    // The dialect that the file itself says it is written in; a name that there is not is said, not passed over.
    private string? Told(SourceFile source, List<Observation> observations)
    {
        if (FileDirectives.Of(source) is not { Dialect: { } told, Place: { } place })
        {
            return null;
        }

        if (DialectNames(_files).Contains(told))
        {
            return told;
        }

        observations.Add(new UnusedSuppressionObservation(place, "dialect=" + told, IsKnownRule: false,
            IsWholeComment: true)
        { IsUnclear = true });
        return null;
    }

    // Of a command that ends too early, what it loses may be what makes it a training.
    private static MappingNode Meant(SourceFile source, MappingNode root, ConfigFiles? files) =>
        root.Command?.Whole is { } whole && DialectCatalogue.Recognise(new ConfigView(source, root) { Files = files }) is null ? whole
            : root;

    // A file that changes two numbers of its base says too little to be recognised without it.
    private static Dialect? Heir(ConfigView raw, ConfigFiles? files)
    {
        if (files is null || raw.File.FullPath is null || raw.File.Format.Kind != FormatKind.Document)
        {
            return null;
        }

        // A primary config of Hydra may hold nothing but the list of what it draws in.
        if (HydraDefault.Of(raw.Root).Any(item => item.Group is not null)
            && new HydraComposer(files, []).Compose(raw.File, raw.Root) is { IsComplete: true } whole)
        {
            return DialectCatalogue.Recognise(whole) is { } framework && framework.BasesOf(raw) is { AreHydraGroups: true } ? framework
                : null;
        }

        var composed = new Composer(files, Generic.GuessedBases, []).Compose(raw.File, raw.Root);
        if (composed.Inherited is null || !composed.IsComplete || DialectCatalogue.Recognise(composed) is not { } home)
        {
            return null;
        }

        // A framework that draws on no files did not put these together: a program of one's own did, whatever its keys look like.
        return home.BasesOf(raw) switch
        {
            null => DialectCatalogue.RecogniseHomeMade(composed),
            { AreHydraGroups: false } own when home is Generic || raw.Has(own.Key) => home,
            _ => home is Generic ? home : null,
        };
    }

    private static ConfigView Compose(Dialect dialect, ConfigView raw, ConfigFiles? files, List<Observation> observations) =>
        dialect.BasesOf(raw) switch
        {
            null => raw,
            { AreHydraGroups: true } => new HydraComposer(files, observations).Compose(raw.File, raw.Root),
            { } bases => new Composer(files, bases, observations).Compose(raw.File, raw.Root),
        };

    private static void ObserveText(ParsedFile parsed, Dialect? dialect, ConfigFiles? files, List<Observation> observations)
    {
        foreach (var problem in Unreadable(parsed, dialect, files))
        {
            var span = problem.Span;
            observations.Add(new UnreadableObservation(new(parsed.Source.Path, span.Line, span.Column, span.EndLine, span.EndColumn),
                problem.Message));
        }

        if (dialect is null)
        {
            return;
        }

        foreach (var duplicate in parsed.Duplicates)
        {
            observations.Add(new DuplicateKeyObservation(
                duplicate.Last.Key.Place,
                duplicate.Path,
                duplicate.First.Key.Place,
                (duplicate.First.Value as ScalarNode)?.Text,
                (duplicate.Last.Value as ScalarNode)?.Text,
                dialect.Loader.RejectsDuplicateKeys && parsed.Source.Format.Kind == FormatKind.Document)
            { HasSameContent = duplicate.IsSame });
        }
    }

    // One record a line, as runs write what they have measured: {entry_id: ..., event: ...}.
    private static bool IsJournal(string text)
    {
        var end = text.IndexOf('\n');
        return end > 1 && end + 1 < text.Length && text[0] == '{' && text[end + 1] == '{'
            && text.Substring(0, end).TrimEnd().EndsWith("}", StringComparison.Ordinal);
    }

    // What keeps a training config from being loaded; nothing for other files, and for templates, which are no configs yet.
    private static IEnumerable<DocumentProblem> Unreadable(ParsedFile parsed, Dialect? dialect, ConfigFiles? files)
    {
        if ((parsed.Problems.Count == 0 && dialect is null && parsed.Refusals.Count == 0) || Templates.IsTemplate(parsed.Source.Text)
            || IsJournal(parsed.Source.Text) || (parsed.Problems.Count > 0 && IsReadAsMoreThanJson(parsed.Source, files)))
        {
            return [];
        }

        if (parsed.Refusals.Any(refusal => refusal.Kind == RefusalKind.MappingAsKey) && IsFilledIn(parsed.Source, files))
        {
            parsed = new ParsedFile(parsed.Source, parsed.Roots, parsed.Problems, parsed.Duplicates) { Fragment = parsed.Fragment };
        }

        var meant = dialect
            ?? (parsed.Fragment is MappingNode fragment ? DialectCatalogue.Recognise(new ConfigView(parsed.Source, fragment)) : null)
            ?? (parsed.Problems.Count > 0 ? Meant(parsed.Source, files) : null);
        if (meant is null && !SpeaksOfTraining(parsed.Source))
        {
            return [];
        }

        var reader = meant is not null && parsed.Source.Format == ConfigFormats.Yaml ? " " + meant.Loader.Reader + " refuses the file." : "";
        return parsed.Problems.Select(problem => problem with { Message = problem.Message + reader })
            .Concat(LoaderStrictness.Refused(parsed, meant?.Loader ?? Loaders.Unspecified));
    }

    private static bool SpeaksOfTraining(SourceFile source) => source.Format.Kind switch
    {
        FormatKind.Document => TrainingVocabulary.SpeaksOfTraining(source.Text),
        FormatKind.CommandLine => TrainingVocabulary.GivesRate(source.Text),
        _ => false,
    };

    // AllenNLP reads every config as jsonnet (allennlp/common/params.py, from_file), and others have readers that take comments and commas.
    private static bool IsReadAsMoreThanJson(SourceFile source, ConfigFiles? files) =>
        source.Format == ConfigFormats.Json && source.FullPath is { } path && files?.Programs?.IndexFor(path) is { } index
        && Array.Exists(LenientReaders, word => index.Find(word) is not null) && new JsonnetFormat().Parse(source).Problems.Count == 0;

    private static readonly string[] LenientReaders = ["_jsonnet", "allennlp", "json5", "pyjson5", "commentjson", "hjson", "jstyleson"];

    // A program of the repository that fills in templates fills in this one.
    private static bool IsFilledIn(SourceFile source, ConfigFiles? files) =>
        source.FullPath is { } path && files?.Programs?.IndexFor(path) is { } index && index.Occurs("jinja2");

    // Of a text that breaks off early, the lines behind the break tell whose it is.
    private static Dialect? Meant(SourceFile source, ConfigFiles? files)
    {
        if (LooseText.Read(source) is not { } loose)
        {
            return null;
        }

        var view = new ConfigView(source, loose) { Files = files };
        return DialectCatalogue.Recognise(view) ?? Heir(view, files);
    }
}
