using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2037 accumulation-undivided: Gradients of several batches are added up and not divided.</summary>
public sealed class AccumulationUndivided : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2037",
        Name = "accumulation-undivided",
        Severity = Severity.Warning,
        Title = "Gradients of several batches are added up and not divided",
        Failure = Failure.Divergence,
        Why = "backward() adds to the gradients that are there. Over k batches of a mean loss that is k times the gradient of the mean, so the rate is k times what is written and plain SGD may diverge. An optimizer of the Adam family takes the factor out again, but clipping does not.",
        Instead = "Divide the loss by the number of batches before backward().",
        Suppress = "When the rate was chosen for the sum.",
        Sources =
        [
            "PyTorch documentation, automatic mixed precision examples: gradient accumulation",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var index = 0;
            foreach (var (x, y) in batches)
            {
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                if (++index % 4 == 0)
                {
                    optimizer.step();
                    optimizer.zero_grad();
                }
            }
            """,
        Sound = """
            var index = 0;
            foreach (var (x, y) in batches)
            {
                var loss = torch.nn.functional.mse_loss(model.forward(x), y) / 4f;
                loss.backward();
                if (++index % 4 == 0)
                {
                    optimizer.step();
                    optimizer.zero_grad();
                }
            }
            """,
    };
}
