using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>The sections of all questions, in the order in which they are shown. A class that implements <see cref="IAnswerSection"/> is one.</summary>
internal static partial class AnswerSections
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IAnswerSection> All { get; } = [.. Every().OrderBy(section => section.Place)];

    [Catalogue]
    private static partial IAnswerSection[] Every();
}
