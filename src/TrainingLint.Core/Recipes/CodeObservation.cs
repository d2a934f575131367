using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>What a program in another language than C# does in its training loop; a rule about code says why it matters.</summary>
/// <param name="Place">Where.</param>
/// <param name="Rule">Name of that rule.</param>
/// <param name="Message">What is done and what to do instead, as sentences.</param>
/// <param name="Severity">Info where it may be meant.</param>
public sealed record CodeObservation(Place Place, string Rule, string Message, Severity Severity)
    : Observation(Place, null);
