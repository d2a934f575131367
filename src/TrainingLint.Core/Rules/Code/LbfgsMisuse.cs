using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2014 lbfgs-misuse: L-BFGS is stepped without a closure, or built in a way that throws.</summary>
public sealed class LbfgsMisuse : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2014",
        Name = "lbfgs-misuse",
        Severity = Severity.Error,
        Title = "L-BFGS is stepped without a closure, or built in a way that throws",
        Failure = Failure.NoTraining,
        Why = "L-BFGS evaluates the loss several times in one step and therefore needs it as a closure; step() without one throws. Built from named parameters, it reads the default of max_eval and throws as well.",
        Instead = "Pass a function that clears the gradients, computes the loss, calls backward() and returns it.",
        Suppress = "Never; the call throws, and where a test expects that with Throws, nothing is reported.",
        Sources =
        [
            "TorchSharp, Optimizers/LBFGS.cs",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            torch.optim.Optimizer lbfgs = torch.optim.LBFGS(model.parameters());
            lbfgs.step();
            """,
        Sound = """
            var lbfgs = torch.optim.LBFGS(model.parameters());
            lbfgs.step(() =>
            {
                lbfgs.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(input), target);
                loss.backward();
                return loss;
            });
            """,
    };

    /// <inheritdoc/>
    public override bool IsSure => true;
}
