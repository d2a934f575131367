using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2011 one-cycle-without-length: OneCycleLR gets neither a number of steps nor epochs with steps per epoch.</summary>
public sealed class OneCycleWithoutLength : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2011",
        Name = "one-cycle-without-length",
        Severity = Severity.Error,
        Title = "OneCycleLR gets neither a number of steps nor epochs with steps per epoch",
        Failure = Failure.NoTraining,
        Why = "The cycle must know where it ends; without a length the constructor throws.",
        Instead = "Pass total_steps, or both epochs and steps_per_epoch.",
        Suppress = "Never; the constructor throws.",
        Sources =
        [
            "TorchSharp, Optimizers/LRScheduler.cs: OneCycleLR",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1);
            scheduler.step();
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps: 1000);
            scheduler.step();
            """,
    };

    /// <inheritdoc/>
    public override bool IsSure => true;
}
