using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2039 tensors-outlive-loop: A training loop leaves its tensors to the garbage collector.</summary>
public sealed class TensorsOutliveLoop : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2039",
        Name = "tensors-outlive-loop",
        Severity = Severity.Info,
        Title = "A training loop leaves its tensors to the garbage collector",
        Failure = Failure.NoTraining,
        Why = "The memory of a tensor is native, and the collector sees only a small handle. A loop without a dispose scope keeps hundreds of tensors alive after a few hundred steps, until the run is out of memory. With a scope, every turn ends with none.",
        Instead = "Open a scope as the first statement of the body, as the sound example does.",
        Suppress = "When the tensors are disposed by other means.",
        Sources =
        [
            "TorchSharp documentation, memory management",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(input), target);
                loss.backward();
                optimizer.step();
            }
            """,
        Sound = """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                using var scope = torch.NewDisposeScope();
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(input), target);
                loss.backward();
                optimizer.step();
            }
            """,
    };
}
