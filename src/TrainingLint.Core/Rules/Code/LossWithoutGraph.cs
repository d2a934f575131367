using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2029 loss-without-graph: backward() starts from a loss that is cut off from the model.</summary>
public sealed class LossWithoutGraph : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2029",
        Name = "loss-without-graph",
        Severity = Severity.Error,
        Title = "backward() starts from a loss that is cut off from the model",
        Failure = Failure.NoTraining,
        Why = "A loss that was detached, or computed where gradients are switched off, has no graph behind it. backward() throws, or finds nothing, and no weight moves.",
        Instead = "Call backward() on the loss itself, and keep no_grad() to what is not trained.",
        Suppress = "When the tensor is made a leaf on purpose, with requires_grad_().",
        Sources =
        [
            "PyTorch documentation, autograd mechanics: locally disabling gradient computation",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target).detach();
            loss.backward();
            """,
        Sound = """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            loss.backward();
            """,
    };
}
