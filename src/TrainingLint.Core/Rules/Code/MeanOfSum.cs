using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2046 mean-of-sum: A mean is taken of a loss that is summed already.</summary>
public sealed class MeanOfSum : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2046",
        Name = "mean-of-sum",
        Severity = Severity.Warning,
        Title = "A mean is taken of a loss that is summed already",
        Failure = Failure.Divergence,
        Why = "With Reduction.Sum the loss is one number, and the mean of one number is that number. The gradient stays the sum over the batch: it grows with the batch size, and the rate is that many times what is written.",
        Instead = "Leave the reduction at its default, which is the mean, or take the mean of Reduction.None.",
        Suppress = "When the sum is meant; then leave mean() out.",
        Sources =
        [
            "PyTorch documentation, CrossEntropyLoss: reduction",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var loss = torch.nn.functional.cross_entropy(model.forward(input), target, reduction: torch.nn.Reduction.Sum).mean();
            loss.backward();
            """,
        Sound = """
            var loss = torch.nn.functional.cross_entropy(model.forward(input), target, reduction: torch.nn.Reduction.None).mean();
            loss.backward();
            """,
    };
}
