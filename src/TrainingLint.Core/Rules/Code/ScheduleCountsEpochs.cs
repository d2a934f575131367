using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2032 schedule-counts-epochs: A schedule as long as the epochs is stepped for every batch.</summary>
public sealed class ScheduleCountsEpochs : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2032",
        Name = "schedule-counts-epochs",
        Severity = Severity.Warning,
        Title = "A schedule as long as the epochs is stepped for every batch",
        Failure = Failure.PoorMinimum,
        Why = "The length of the schedule is the number of epochs, and step() is called for every batch: the schedule is over within the first epoch. A cosine then rises and falls again and again, a linear or polynomial one stays at its end for the rest of the run.",
        Instead = "Step the scheduler once an epoch, or give it epochs times batches as its length.",
        Suppress = "When restarts within an epoch are meant.",
        Sources =
        [
            "TorchSharp, Optimizers/LRScheduler.cs: T_max and total_iters count calls of step()",
            "Loshchilov and Hutter 2017, SGDR (arXiv:1608.03983)",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            const int Epochs = 30;
            var scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, Epochs);
            for (var epoch = 0; epoch < Epochs; epoch++)
            {
                foreach (var (x, y) in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                    scheduler.step();
                }
            }
            """,
        Sound = """
            const int Epochs = 30;
            var scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, Epochs);
            for (var epoch = 0; epoch < Epochs; epoch++)
            {
                foreach (var (x, y) in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                }

                scheduler.step();
            }
            """,
    };
}
