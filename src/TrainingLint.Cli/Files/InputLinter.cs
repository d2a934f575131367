using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Cli.Configuration;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Files;

/// <summary>Reads files from disk and has them judged, in parallel; results come in the order of the files.</summary>
internal sealed class InputLinter
{
    private readonly ConfigFiles _files;
    private readonly ConfigLinter _linter;

    private InputLinter(ConfigFiles files, Judge judge, ConfiguredOptions options, Func<string, IEnumerable<ParsedFile>?> mayDrawOn)
    {
        _files = files;
        _linter = new ConfigLinter(judge, new LintContext
        {
            Files = files,
            OptionsOf = source => options.For(FullPath(source)),
            MayDrawOn = source => mayDrawOn(FullPath(source)),
        });
    }

    /// <summary>A linter that looks for the uses of a base file's suppressions in the whole repository.</summary>
    public InputLinter(ConfigFiles files, Judge judge, ConfiguredOptions options)
        : this(files, judge, options, new RepositoryConfigs(files, options).Naming)
    {
    }

    /// <summary>A linter of files among which are all that draw on one of them.</summary>
    public static InputLinter OfClosedSet(ConfigFiles files, Judge judge, ConfiguredOptions options) => new(files, judge, options, _ => []);

    /// <summary>Reads and judges files.</summary>
    /// <param name="inputs">The files.</param>
    /// <param name="errors">What is wrong with other inputs, for the run to tell.</param>
    /// <param name="skipped">What was met and cannot be read, likewise.</param>
    public LintRun Run(IReadOnlyList<InputFile> inputs, IReadOnlyList<InputError> errors, IReadOnlyList<InputError>? skipped = null)
    {
        var linted = new (LintedFile? File, InputError? Error)[inputs.Count];
        // One file needs no second thread, and starting some takes longer than judging it.
        if (inputs.Count == 1)
        {
            linted[0] = Judge(inputs[0]);
        }
        else
        {
            Parallel.For(0, inputs.Count, i => linted[i] = Judge(inputs[i]));
        }

        var failed = linted.Select((result, i) => (result.Error, inputs[i].IsExplicit)).Where(result => result.Error is not null)
            .ToLookup(result => result.IsExplicit || result.Error!.IsInternal, result => result.Error!);
        var run = Finish([.. linted.Where(result => result.File is not null).Select(result => result.File!)], [.. errors, .. failed[true]]);
        return run with { Skipped = [.. skipped ?? [], .. failed[false]] };
    }

    /// <summary>Judges one text that is already read.</summary>
    public LintRun Run(SourceFile source) => Finish([_linter.Judge(ConfigFormats.Parse(source))], []);

    // Only after all files is it known which suppressions of a base file were of use to the files that draw on it.
    private LintRun Finish(IReadOnlyList<LintedFile> judged, IReadOnlyList<InputError> errors)
    {
        var completed = new List<LintedFile>(judged.Count);
        var defects = new List<InputError>();
        foreach (var linted in judged)
        {
            try
            {
                completed.Add(_linter.Complete(linted));
            }
            catch (Exception defect)
            {
                // What was found before stays found.
                completed.Add(linted);
                defects.Add(Defect(linted.File.Path, defect));
            }
        }

        return new(completed, [.. errors, .. defects], _files.Root);
    }

    private string FullPath(SourceFile source) => source.FullPath ?? Path.GetFullPath(source.Path, _files.Root);

    private (LintedFile?, InputError?) Judge(InputFile input)
    {
        try
        {
            return Read(input);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, new InputError(input.DisplayPath, 1, "The file cannot be read; check its permissions.", IsInternal: false));
        }
        catch (Exception defect)
        {
            // One file must never take the others down; the defect is reported with its file.
            return (null, Defect(input.DisplayPath, defect));
        }
    }

    private (LintedFile?, InputError?) Read(InputFile input)
    {
        // Files of a commit need not be on disk, and have no kind there.
        if (File.Exists(input.FullPath) && SpecialFile.KindOf(input.FullPath) is { } kind)
        {
            return Unreadable(input, "This is " + kind + ", no file, so it was not read; pipe its content in with --stdin.");
        }

        if (!input.IsExplicit && MarkedFiles.TrainsNothing(input.FullPath))
        {
            return default;
        }

        if (!input.IsExplicit && MarkedFiles.IsData(input.FullPath))
        {
            return (Data(input), null);
        }

        // A file below the root is parsed once, whether it is linted, drawn on or both.
        if (_files.Read(input.FullPath) is { } parsed)
        {
            return Judge(input, parsed);
        }

        var file = new FileInfo(input.FullPath);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        var length = file.Length;
        if (length > DocumentLimits.FileBytes)
        {
            return Unreadable(input, FormattableString.Invariant($"The file has {length} bytes; the limit is {DocumentLimits.FileBytes}. Exclude it, or lint the part that configures the training."));
        }

        return RegularFile.Read(file.FullName, DocumentLimits.FileBytes) is { } bytes
            && SourceFile.Decode(input.DisplayPath, bytes, input.FullPath) is { } source
            ? Judge(input, ConfigFormats.Parse(source))
            : Unreadable(input, "The file is no text in UTF-8, UTF-16 or UTF-32; convert or exclude it.");
    }

    private static LintedFile Data(InputFile input)
    {
        var source = new SourceFile(input.DisplayPath, "", input.FullPath);
        var sources = new Dictionary<string, SourceFile>(StringComparer.Ordinal) { [input.DisplayPath] = source };
        return new LintedFile(new TrainingFile { Path = input.DisplayPath }, [], sources, LintOptions.Default);
    }

    private static InputError Defect(string displayPath, Exception defect) =>
        new(displayPath, 1, "A defect of TrainingLint (" + ((defect as AggregateException)?.InnerException ?? defect).GetType().Name + "); please report it with this file.", IsInternal: true);

    // Who names a file wants it read, also where nothing in it shows that it configures a training. What is met in a directory and
    // cannot be parsed is told as well: it may be a config that says too little to be known for one.
    private (LintedFile?, InputError?) Judge(InputFile input, ParsedFile parsed)
    {
        var linted = _linter.Judge(parsed);
        if (parsed.Problems is not [var problem, ..] || linted.File.Observations.OfType<UnreadableObservation>().Any())
        {
            return (linted, null);
        }

        var error = new InputError(input.DisplayPath, problem.Span.Line, problem.Message, IsInternal: false);
        if (input.IsExplicit)
        {
            return (linted, error);
        }

        var isUnknown = parsed.Source.Format.Kind == FormatKind.Document && !linted.File.IsTraining && !parsed.IsTemplate;
        return isUnknown ? (null, error) : (linted, null);
    }

    private static (LintedFile?, InputError?) Unreadable(InputFile input, string message) =>
        (null, new InputError(input.DisplayPath, 1, message, IsInternal: false));
}
