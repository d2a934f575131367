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

    private static bool IsIn(Dialect dialect, ConfigView config) =>
        dialect.IsWrittenIn(config.Root.Command is null ? config.File.Format : ConfigFormats.Shell) && dialect.Recognises(config);

    [Catalogue]
    private static partial Dialect[] Every();
}
