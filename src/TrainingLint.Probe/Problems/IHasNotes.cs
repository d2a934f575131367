using System.Collections.Generic;

namespace TrainingLint.Probe.Problems;

/// <summary>A problem with something to say about how it is measured, such as the mode of a model.</summary>
public interface IHasNotes : IProblem
{
    /// <summary>Short statements for reports.</summary>
    IReadOnlyList<string> Notes { get; }
}
