using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2006 optimizer-recreated: The optimizer is built anew for every step.</summary>
public sealed class OptimizerRecreated : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2006",
        Name = "optimizer-recreated",
        Severity = Severity.Warning,
        Title = "The optimizer is built anew for every step",
        Failure = Failure.PoorMinimum,
        Why = "Momentum and the moments of Adam live in the optimizer. One that is built inside of the loop forgets them every time: Adam is left with its first, sign-like step, SGD loses the momentum that carries it over saddles and plateaus. One that is rebuilt now and then, under a condition, is left alone.",
        Instead = "Build the optimizer once, before the loop.",
        Suppress = "When the loop starts a new training of another model.",
        Sources =
        [
            "Kingma and Ba 2015 (arXiv:1412.6980), section 3: the moments are averages over many steps",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                var adam = torch.optim.Adam(model.parameters(), 1e-3);
                adam.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                adam.step();
            }
            """,
        Sound = """
            var adam = torch.optim.Adam(model.parameters(), 1e-3);
            for (var epoch = 0; epoch < 10; epoch++)
            {
                adam.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                adam.step();
            }
            """,
    };
}
