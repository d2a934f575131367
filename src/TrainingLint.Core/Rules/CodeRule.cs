using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules;

/// <summary>
/// A rule about the control flow of training code. What it says is kept here like that of every other rule;
/// what it looks at are the compiler's operations, so the check itself lives with the analyzers. What a reader of Python sees of the
/// same mistake is an observation.
/// </summary>
public abstract class CodeRule : Rule, IObservationRule
{
    /// <summary>True when the finding needs no judgement: the call throws, or its value is known not to count. Such rules hold in test projects too.</summary>
    public virtual bool IsSure => false;

    Finding? IObservationRule.Judge(Observation observation, TrainingFile file) => SeenBy(observation);
}
