using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2004 gradient-in-evaluation: Evaluation records gradients.</summary>
public sealed class GradientInEvaluation : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2004",
        Name = "gradient-in-evaluation",
        Severity = Severity.Info,
        Title = "Evaluation records gradients",
        Failure = Failure.Unmeasured,
        Why = "Without no_grad every forward pass of the evaluation builds a graph for a backward pass that never comes. Memory grows with the held-out set, so people shrink it, and a smaller one hides where the run ended. A method that hands its output to callers out of sight leaves the choice to them.",
        Instead = "Put using var noGrad = torch.no_grad(); before the forward passes of the evaluation.",
        Suppress = "When the evaluation needs gradients, as for attributions or adversarial inputs.",
        Sources =
        [
            "PyTorch documentation, torch.no_grad",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            model.eval();
            var prediction = model.forward(held);
            Console.WriteLine(prediction.item<float>());
            """,
        Sound = """
            model.eval();
            using var noGrad = torch.no_grad();
            var prediction = model.forward(held);
            Console.WriteLine(prediction.item<float>());
            """,
    };
}
