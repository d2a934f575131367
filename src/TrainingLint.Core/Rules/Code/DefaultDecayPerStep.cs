using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2019 default-decay-per-step: The schedule divides the rate by ten at every step, by default.</summary>
public sealed class DefaultDecayPerStep : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2019",
        Name = "default-decay-per-step",
        Severity = Severity.Warning,
        Title = "The schedule divides the rate by ten at every step, by default",
        Failure = Failure.PoorMinimum,
        Why = "ExponentialLR has a default gamma of 0.1 in TorchSharp (PyTorch has none), and so has StepLR. At every epoch a tenth: after three epochs the rate is a thousandth, and the run stops wherever it happens to be.",
        Instead = "Write the factor that is meant, such as gamma: 0.95.",
        Suppress = "When the rate is meant to vanish within a few steps.",
        Sources =
        [
            "TorchSharp, torch.optim.lr_scheduler: gamma = 0.1",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer);
            scheduler.step();
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma: 0.95);
            scheduler.step();
            """,
    };
}
