using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core;

namespace TrainingLint.Probe.Questions;

/// <summary>All questions, in the order in which they are asked. Pictures are none: they come on top of the budget.</summary>
internal static partial class ProbeQuestionCatalogue
{
    /// <summary>Every class that is one.</summary>
    public static IReadOnlyList<IProbeQuestion> All { get; } = [.. Every().OrderBy(question => question.Place)];

    [Catalogue]
    private static partial IProbeQuestion[] Every();
}
