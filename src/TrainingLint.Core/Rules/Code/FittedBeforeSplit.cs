using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2041 fitted-before-split: A normaliser is fitted on data that is split only afterwards.</summary>
public sealed class FittedBeforeSplit : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2041",
        Name = "fitted-before-split",
        Severity = Severity.Warning,
        Title = "A normaliser is fitted on data that is split only afterwards",
        Failure = Failure.Unmeasured,
        Why = "What is learned from all rows, such as a mean, a range or a vocabulary, carries the test set into the training: the reported figure is better than what new data will bring.",
        Instead = "Split first, and fit the transforms on TrainSet as part of the pipeline; of tensors, take mean and deviation from the training rows.",
        Suppress = "When the transform has learned nothing from the rows.",
        Sources =
        [
            "ML.NET documentation, DataOperationsCatalog.TrainTestSplit",
            "Kapoor and Narayanan 2023, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 4",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var normalizer = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
            var scaled = normalizer.Fit(data).Transform(data);
            var split = context.Data.TrainTestSplit(scaled);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data);
            var normalizer = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features").Fit(split.TrainSet);
            var scaled = normalizer.Transform(split.TestSet);
            """,
    };
}
