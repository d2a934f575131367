using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2017 step-without-backward: A training loop steps the optimizer without any backward pass.</summary>
public sealed class StepWithoutBackward : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2017",
        Name = "step-without-backward",
        Severity = Severity.Warning,
        Title = "A training loop steps the optimizer without any backward pass",
        Failure = Failure.NoTraining,
        Why = "step() follows the gradients that backward() computes. Without a backward pass there are none: the weights never move, and the loss that is printed is that of the initialisation.",
        Instead = "Call loss.backward() before optimizer.step().",
        Suppress = "When gradients are set by hand or by code that the compiler cannot follow.",
        Sources =
        [
            "torch.optim documentation, taking an optimization step",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(input), target);
                optimizer.step();
            }
            """,
        Sound = """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(input), target);
                loss.backward();
                optimizer.step();
            }
            """,
    };
}
