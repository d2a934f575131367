using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
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
    public static IReadOnlyList<Dialect> All { get; } =
        [.. Every().Concat(DeclaredDialects.Shipped).OrderBy(dialect => dialect.Precedence).ThenBy(dialect => dialect.GetType().Name, StringComparer.Ordinal).ThenBy(dialect => dialect.Name, StringComparer.Ordinal)];

    /// <summary>The dialect of a document, those that its repository declares first; null when it configures no training.</summary>
    public static Dialect? Recognise(ConfigView config) =>
        config.Files is { } files && OwnDialects.Of(files).All.FirstOrDefault(dialect => IsIn(dialect, config)) is { } own ? own
            : config.Root.Command is null && config.File.Format.Kind == FormatKind.Document && NotTraining.Covers(config) ? null
            : All.FirstOrDefault(dialect => IsIn(dialect, config));

    /// <summary>
    /// The dialect of a name, for documents that somebody says are written in it; null where there is none for their format. Of several
    /// with one name, such as those of configs of no framework, it is the one that knows the document, else the most general.
    /// </summary>
    public static Dialect? Named(string name, ConfigView config)
    {
        var all = config.Files is { } files ? OwnDialects.Of(files).All.Concat(All) : All;
        Dialect[] readers = [.. all.Where(dialect => dialect.Name == name && dialect.IsWrittenIn(config.File.Format))];
        return Array.Find(readers, reader => reader.Recognises(config)) ?? readers.LastOrDefault();
    }

    private static bool IsIn(Dialect dialect, ConfigView config) =>
        dialect.IsWrittenIn(config.Root.Command is null ? config.File.Format : ConfigFormats.Shell) && dialect.Recognises(config);

    [Catalogue]
    private static partial Dialect[] Every();
}
