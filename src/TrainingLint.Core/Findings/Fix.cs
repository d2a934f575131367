using System.Collections.Generic;

namespace TrainingLint.Core.Findings;

/// <summary>A change of a text that makes a finding go away.</summary>
/// <param name="Title">What it does, as an imperative.</param>
/// <param name="Safety">Whether it may be applied without asking.</param>
/// <param name="Edits">Its parts, which are applied together or not at all.</param>
public sealed record Fix(string Title, FixSafety Safety, IReadOnlyList<FixEdit> Edits);
