using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2033 backward-without-step: Gradients are computed and no optimizer ever follows them.</summary>
public sealed class BackwardWithoutStep : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2033",
        Name = "backward-without-step",
        Severity = Severity.Warning,
        Title = "Gradients are computed and no optimizer ever follows them",
        Failure = Failure.NoTraining,
        Why = "backward() only computes gradients. Without optimizer.step() no weight moves: the loss stays that of the initialisation, while a scheduler that is stepped lowers a rate that nothing uses.",
        Instead = "Call optimizer.step() after loss.backward().",
        Suppress = "When the weights are updated by code that the compiler cannot follow.",
        Sources =
        [
            "torch.optim documentation, taking an optimization step",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var net = torch.nn.Linear(4, 1);
            var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
            for (var epoch = 0; epoch < 10; epoch++)
            {
                trainer.zero_grad();
                var loss = torch.nn.functional.mse_loss(net.forward(input), target);
                loss.backward();
            }
            """,
        Sound = """
            var net = torch.nn.Linear(4, 1);
            var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
            for (var epoch = 0; epoch < 10; epoch++)
            {
                trainer.zero_grad();
                var loss = torch.nn.functional.mse_loss(net.forward(input), target);
                loss.backward();
                trainer.step();
            }
            """,
    };
}
