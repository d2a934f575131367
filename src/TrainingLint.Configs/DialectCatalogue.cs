using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.HomeMade;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core;

namespace TrainingLint.Configs;

/// <summary>
/// All dialects, in order of their <see cref="Dialect.Precedence"/>: the first that recognises a document reads it. A class that derives
/// from <see cref="Dialect"/> is one, and so is each data file of <see cref="DeclaredDialects"/>.
/// </summary>
internal static partial class DialectCatalogue
{
    // What a document is asked in turn. Of a dialect that ships as data only its evidence is at hand until a document shows it.
    private static readonly Candidate[] InOrder =
    [
        .. Every().Select(dialect =>
            new Candidate(dialect.Precedence, dialect.GetType().Name, dialect.Name, config => IsIn(dialect, config), () => dialect))
            .Concat(DeclaredDialects.Shipped.Select(Shipped))
            .OrderBy(one => one.Precedence).ThenBy(one => one.Class, StringComparer.Ordinal)
            .ThenBy(one => one.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<Dialect> All => InOrder.Select(one => one.Dialect());

    /// <summary>The names of all dialects, in their order.</summary>
    public static IEnumerable<string> Names => InOrder.Select(one => one.Name);

    /// <summary>The dialect of a document, those that its repository declares first; null when it configures no training.</summary>
    public static Dialect? Recognise(ConfigView config) =>
        config.Files is { } files && OwnDialects.Of(files).All.FirstOrDefault(dialect => IsIn(dialect, config)) is { } own ? own
            : config.Root.Command is null && config.File.Format.Kind == FormatKind.Document && NotTraining.Covers(config) ? null
            : Array.Find(InOrder, one => one.Covers(config))?.Dialect();

    /// <summary>
    /// The dialect of a name, for documents that somebody says are written in it; null where there is none for their format. Of several
    /// with one name, such as those of configs of no framework, it is the one that knows the document, else the most general.
    /// </summary>
    public static Dialect? Named(string name, ConfigView config)
    {
        var shipped = InOrder.Where(one => one.Name == name).Select(one => one.Dialect());
        var all = config.Files is { } files ? OwnDialects.Of(files).All.Where(dialect => dialect.Name == name).Concat(shipped) : shipped;
        Dialect[] readers = [.. all.Where(dialect => dialect.IsWrittenIn(config.File.Format))];
        return Array.Find(readers, reader => reader.Recognises(config)) ?? readers.LastOrDefault();
    }

    /// <summary>The readers of configs of no framework.</summary>
    public static Dialect? RecogniseHomeMade(ConfigView config) =>
        InOrder.Where(one => one.Class is nameof(Generic) or nameof(Sweep)).Select(one => one.Dialect())
            .FirstOrDefault(reader => reader.Recognises(config));

    private static bool IsIn(Dialect dialect, ConfigView config) => dialect.IsWrittenIn(FormatOf(config)) && dialect.Recognises(config);

    private static Candidate Shipped(ShippedDialect shipped) =>
        new(DeclaredDialect.First, nameof(DeclaredDialect), shipped.Name,
            config => shipped.Evidence.IsWrittenIn(FormatOf(config)) && shipped.Evidence.Covers(config), () => shipped.Dialect);

    private static ConfigFormat FormatOf(ConfigView config) => config.Root.Command is null ? config.File.Format : ConfigFormats.Shell;

    [Catalogue]
    private static partial Dialect[] Every();

    private sealed record Candidate(int Precedence, string Class, string Name, Func<ConfigView, bool> Covers, Func<Dialect> Dialect);
}
