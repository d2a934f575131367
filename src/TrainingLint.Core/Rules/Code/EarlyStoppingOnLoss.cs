using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2049 early-stopping-on-loss: Early stopping on the loss ends every run of the image trainer after its patience.</summary>
public sealed class EarlyStoppingOnLoss : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2049",
        Name = "early-stopping-on-loss",
        Severity = Severity.Warning,
        Title = "Early stopping on the loss ends every run of the image trainer after its patience",
        Failure = Failure.NoTraining,
        Why =
            "ML.NET compares the loss with a best value that starts at 0. No loss falls below that, so none ever counts as an "
            + "improvement, and the run ends after as many epochs as the patience says, however well it goes.",
        Instead = "Watch EarlyStoppingMetric.Accuracy, which is the default.",
        Suppress = "When the patience is meant as the number of epochs.",
        Sources =
        [
            "ML.NET, ImageClassificationTrainer.cs: EarlyStopping.ShouldStop, _bestMetricValue = 0.0f",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var options = new Microsoft.ML.Vision.ImageClassificationTrainer.Options
            {
                EarlyStoppingCriteria = new Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStopping(
                    patience: 5, metric: Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStoppingMetric.Loss),
            };
            """,
        Sound = """
            var options = new Microsoft.ML.Vision.ImageClassificationTrainer.Options
            {
                EarlyStoppingCriteria = new Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStopping(patience: 5),
            };
            """,
    };
}
