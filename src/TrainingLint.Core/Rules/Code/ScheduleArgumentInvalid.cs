using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2012 schedule-argument-invalid: An argument of the scheduler makes the rate NaN or throws.</summary>
public sealed class ScheduleArgumentInvalid : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2012",
        Name = "schedule-argument-invalid",
        Severity = Severity.Error,
        Title = "An argument of the scheduler makes the rate NaN or throws",
        Failure = Failure.NoTraining,
        Why = "LinearLR divides by its start factor, so 0 turns every rate into NaN and every weight after it; StepLR divides the epoch by its step size, so 0 throws.",
        Instead = "Write a start factor such as 0.01 and a step size of at least 1.",
        Suppress = "Never.",
        Sources =
        [
            "TorchSharp, Optimizers/LRScheduler.cs: LinearLR, StepLR",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor: 0, total_iters: 10);
            scheduler.step();
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor: 0.01, total_iters: 10);
            scheduler.step();
            """,
    };

    /// <inheritdoc/>
    public override bool IsSure => true;
}
