using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2038 target-type-refused: A loss gets a target of a type that it refuses.</summary>
public sealed class TargetTypeRefused : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2038",
        Name = "target-type-refused",
        Severity = Severity.Error,
        Title = "A loss gets a target of a type that it refuses",
        Failure = Failure.NoTraining,
        Why = "Cross-entropy and the negative log-likelihood take class numbers as Int64 and throw for narrower integers; binary cross-entropy, with or without logits, takes numbers of the type of its input and throws for integers; the gradients of the squared and the Huber loss throw for integers and for doubles beside a model in single precision (tried on TorchSharp 0.107.0).",
        Instead = "Convert the target: .to(torch.int64) for class numbers, .to(torch.float32) for the others.",
        Suppress = "When the library takes this type in the version at hand.",
        Sources =
        [
            "PyTorch documentation, CrossEntropyLoss and BCELoss",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var labels = target.to(ScalarType.Int32);
            var loss = torch.nn.functional.cross_entropy(model.forward(input), labels);
            """,
        Sound = """
            var labels = target.to(ScalarType.Int64);
            var loss = torch.nn.functional.cross_entropy(model.forward(input), labels);
            """,
    };
}
