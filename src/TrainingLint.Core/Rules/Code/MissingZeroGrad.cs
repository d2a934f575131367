using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2001 missing-zero-grad: Gradients are never cleared between optimizer steps.</summary>
public sealed class MissingZeroGrad : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2001",
        Name = "missing-zero-grad",
        Severity = Severity.Warning,
        Title = "Gradients are never cleared between optimizer steps",
        Failure = Failure.Divergence,
        Why = "backward() adds to the gradients that are already there. Without zero_grad every step follows the sum of all gradients since the start: the steps grow, the run overshoots every minimum and finally diverges. Where two optimizers train two models, as in a GAN, each has to be cleared.",
        Instead = "Call optimizer.zero_grad() once for every optimizer step, before backward().",
        Suppress = "When gradients are cleared in a way that cannot be seen in the code, such as by a native helper.",
        Sources =
        [
            "torch.optim documentation, Optimizer.zero_grad",
            "TorchSharp, NN/Module.cs and Optimizers/Optimizer.cs: gradients accumulate until zero_grad",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            foreach (var (x, y) in batches)
            {
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
            }
            """,
        Sound = """
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
            }
            """,
    };
}
