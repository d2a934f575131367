using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2020 fresh-scheduler-resumed: A scheduler on a fresh optimizer starts in the middle of its course.</summary>
public sealed class FreshSchedulerResumed : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2020",
        Name = "fresh-scheduler-resumed",
        Severity = Severity.Info,
        Title = "A scheduler on a fresh optimizer starts in the middle of its course",
        Failure = Failure.NotWhatIsWritten,
        Why = "last_epoch tells the scheduler that training was interrupted there. On an optimizer that was just built it applies the decay at once, so the first rate is already lower than the one that is written.",
        Instead = "Leave last_epoch out, or load the optimizer's state first.",
        Suppress = "When the lower first rate is meant.",
        Sources =
        [
            "TorchSharp, Optimizers/LRScheduler.cs; run: StepLR(optimizer, 1, 0.2, last_epoch: 5) turns 5.0 into 1.0 at once",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var sgd = torch.optim.SGD(model.parameters(), 0.5, momentum: 0.9);
            var scheduler = torch.optim.lr_scheduler.StepLR(sgd, 1, 0.5, last_epoch: 5);
            scheduler.step();
            """,
        Sound = """
            var sgd = torch.optim.SGD(model.parameters(), 0.5, momentum: 0.9);
            var scheduler = torch.optim.lr_scheduler.StepLR(sgd, 1, 0.5);
            scheduler.step();
            """,
    };
}
