namespace TrainingLint.Core.Findings;

/// <summary>One part of a fix, in terms of the text as the rule saw it. Hosts turn it into positions in their text.</summary>
/// <param name="Place">What is changed.</param>
public abstract record FixEdit(Place Place);
