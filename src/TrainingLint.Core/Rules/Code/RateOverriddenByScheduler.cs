using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2024 rate-overridden-by-scheduler: ML.NET's image trainer takes its rate from the scheduler, not from LearningRate.</summary>
public sealed class RateOverriddenByScheduler : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2024",
        Name = "rate-overridden-by-scheduler",
        Severity = Severity.Warning,
        Title = "ML.NET's image trainer takes its rate from the scheduler, not from LearningRate",
        Failure = Failure.NotWhatIsWritten,
        Why = "The options of ImageClassificationTrainer come with an exponential decay whose rate starts at 0.01. While it is there, it feeds the rate and the LearningRate that is written never counts.",
        Instead = "Set LearningRateScheduler to null, or give the scheduler the rate that is meant.",
        Suppress = "When both say the same.",
        Sources =
        [
            "ML.NET, ImageClassificationTrainer.cs: LearningRateScheduler = new ExponentialLRDecay()",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var options = new Microsoft.ML.Vision.ImageClassificationTrainer.Options { LearningRate = 0.001f };
            """,
        Sound = """
            var options = new Microsoft.ML.Vision.ImageClassificationTrainer.Options { LearningRate = 0.001f, LearningRateScheduler = null };
            """,
    };
}
