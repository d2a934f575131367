using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2005 loss-input-mismatch: The loss expects something other than what the model returns.</summary>
public sealed class LossInputMismatch : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2005",
        Name = "loss-input-mismatch",
        Severity = Severity.Warning,
        Title = "The loss expects something other than what the model returns",
        Failure = Failure.PoorMinimum,
        Why = "Cross-entropy and the with-logits losses apply their own soft-max or sigmoid. Applied twice, gradients shrink to a fraction and the run stalls on a plateau that looks like a minimum; a loss that expects probabilities or their logarithms and gets raw outputs is simply another function.",
        Instead = "Give raw outputs to cross_entropy and BCEWithLogitsLoss, log_softmax to nll_loss, and sigmoid to BCELoss.",
        Suppress = "When the extra activation is a known temperature or calibration step.",
        Sources =
        [
            "PyTorch documentation: CrossEntropyLoss, NLLLoss, BCELoss, BCEWithLogitsLoss",
            "TorchSharp, NN/Losses.cs, which calls the same native functions",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var loss = torch.nn.functional.cross_entropy(torch.nn.functional.softmax(model.forward(input), 1), target);
            """,
        Sound = """
            var loss = torch.nn.functional.cross_entropy(model.forward(input), target);
            """,
    };
}
