using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Configuration;

namespace TrainingLint.Linting;

/// <summary>All that a host supplies besides the files to be judged: other files, and how files are configured.</summary>
public sealed class LintContext
{
    /// <summary>Where base files are found; null where there are none.</summary>
    public ConfigFiles? Files { get; init; }

    /// <summary>What is configured for a file.</summary>
    public Func<SourceFile, LintOptions> OptionsOf { get; init; } = _ => LintOptions.Default;

    /// <summary>
    /// The configs that may draw on a file, by what their text names (<see cref="Mentions"/>); itself may be among them. A
    /// suppression of the file may have its use there. Null where there are too many files to look at: then no suppression of a
    /// known rule is called unused. Asked only where the answer matters, as it may read many files.
    /// </summary>
    public Func<SourceFile, IEnumerable<ParsedFile>?> MayDrawOn { get; init; } = _ => [];
}
