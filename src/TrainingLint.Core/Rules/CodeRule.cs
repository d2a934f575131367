namespace TrainingLint.Core.Rules;

/// <summary>
/// A rule about the control flow of training code. What it says is kept here like that of every other rule;
/// what it looks at are the compiler's operations, so the check itself lives with the analyzers.
/// </summary>
public abstract class CodeRule : Rule
{
    /// <summary>True when the finding needs no judgement: the call throws, or its value is known not to count. Such rules hold in test projects too.</summary>
    public virtual bool IsSure => false;
}
