using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2028 loss-arguments-swapped: A loss gets its target first and the output of the model second.</summary>
public sealed class LossArgumentsSwapped : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2028",
        Name = "loss-arguments-swapped",
        Severity = Severity.Warning,
        Title = "A loss gets its target first and the output of the model second",
        Failure = Failure.NoTraining,
        Why = "Cross-entropy and its kin are not symmetric: what comes first is the prediction. Swapped, the call throws for class numbers, and where both are probabilities it runs and follows the gradient of another function.",
        Instead = "Pass the output of the model first, the target second.",
        Suppress = "When the loss really measures the target under the model, as a reversed divergence does.",
        Sources =
        [
            "TorchSharp, NN/Loss.cs: forward(input, target)",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var output = model.forward(input);
            var loss = torch.nn.functional.cross_entropy(target, output);
            """,
        Sound = """
            var output = model.forward(input);
            var loss = torch.nn.functional.cross_entropy(output, target);
            """,
    };
}
