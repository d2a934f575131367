namespace TrainingLint.Probe.Verdicts;

/// <summary>Is the recipe sound, and what should be changed? For somebody who reads one line.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">Why, in a sentence without its full stop.</param>
/// <param name="Advice">What to change, in the same form.</param>
public sealed record Soundness(SoundnessVerdict Verdict, string Reason, string Advice);
