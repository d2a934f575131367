using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2031 rate-grows: A decay factor above 1 makes the learning rate grow.</summary>
public sealed class RateGrows : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2031",
        Name = "rate-grows",
        Severity = Severity.Warning,
        Title = "A decay factor above 1 makes the learning rate grow",
        Failure = Failure.Divergence,
        Why = "gamma is what the rate is multiplied by. Above 1 the rate grows without bound, a hundredfold within 50 epochs at 1.1, and the loss diverges long before the run ends.",
        Instead = "Write a factor between 0 and 1; for a warm-up use LinearLR, which ends.",
        Suppress = "When a range test for the rate is meant; a method whose name says find or range is left alone.",
        Sources =
        [
            "TorchSharp, Optimizers/LRScheduler.cs",
            "Smith 2017, Cyclical Learning Rates for Training Neural Networks (arXiv:1506.01186): the range test",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 1.5);
            scheduler.step();
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.5);
            scheduler.step();
            """,
    };
}
