using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2002 step-order: Steps of optimizer, gradient and scheduler come in an order that loses one of them, or the scheduler is never stepped.</summary>
public sealed class StepOrder : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2002",
        Name = "step-order",
        Severity = Severity.Warning,
        Title = "Steps of optimizer, gradient and scheduler come in an order that loses one of them, or the scheduler is never stepped",
        Failure = Failure.NotWhatIsWritten,
        Why = "An optimizer that steps before backward() follows the gradients of the batch before, zero_grad() between backward() and step() leaves nothing to follow, a scheduler stepped before the optimizer skips the first rate, and one that is never stepped leaves the rate constant: the run cannot settle into a minimum although a schedule is written.",
        Instead = "Write zero_grad, forward, backward, optimizer.step in this order for every batch, and scheduler.step after it or at the end of the epoch.",
        Suppress = "When another class steps the scheduler through a route that the compiler cannot follow.",
        Sources =
        [
            "PyTorch 1.1 release notes: lr_scheduler.step() belongs behind optimizer.step()",
            "TorchSharp, Optimizers/LRScheduler.cs: a constructor steps once, everything else is the caller's",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.5);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.5);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
                scheduler.step();
            }
            """,
    };
}
