using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2009 plateau-without-metric: ReduceLROnPlateau is stepped without the value that it watches.</summary>
public sealed class PlateauWithoutMetric : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2009",
        Name = "plateau-without-metric",
        Severity = Severity.Error,
        Title = "ReduceLROnPlateau is stepped without the value that it watches",
        Failure = Failure.NoTraining,
        Why = "This scheduler lowers the rate when a measured value stops improving. step() without a value throws InvalidOperationException, and so does an int, which is taken for the number of an epoch.",
        Instead = "Pass the validation loss as a double: scheduler.step(loss).",
        Suppress = "Never; the call throws.",
        Sources =
        [
            "TorchSharp, Optimizers/LRScheduler.cs: ReduceLROnPlateau.step(int?) throws",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer);
            scheduler.step();
            """,
        Sound = """
            var scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer);
            scheduler.step(0.25);
            """,
    };

    /// <inheritdoc/>
    public override bool IsSure => true;
}
