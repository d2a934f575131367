using System.Collections.Generic;

namespace TrainingLint.Probe.Verdicts;

/// <summary>The verdict with what backs it.</summary>
/// <param name="Verdict">Where the run ended.</param>
/// <param name="Evidence">The reasons, each with its numbers.</param>
public sealed record Judgement(Verdict Verdict, IReadOnlyList<string> Evidence);
