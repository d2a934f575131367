using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2099 rate-never-decays: A decay factor of 1 leaves the learning rate as it is.</summary>
public sealed class RateNeverDecays : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2099",
        Name = "rate-never-decays",
        Severity = Severity.Info,
        Title = "A decay factor of 1 leaves the learning rate as it is",
        Failure = Failure.NotWhatIsWritten,
        Why = "gamma is what the rate is multiplied by, and 1 times the rate is the rate.",
        Instead = "Write a factor below 1, or train without a scheduler.",
        Suppress = "Where a sweep writes the factor.",
        Sources = ["TorchSharp, Optimizers/LRScheduler.cs"],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 1.0);
            scheduler.step();
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.1);
            scheduler.step();
            """,
    };
}
