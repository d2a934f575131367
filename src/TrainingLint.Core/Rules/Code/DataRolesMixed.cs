using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2025 data-roles-mixed: A model is fitted on the test set, or judged by the set that it was fitted on.</summary>
public sealed class DataRolesMixed : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2025",
        Name = "data-roles-mixed",
        Severity = Severity.Warning,
        Title = "A model is fitted on the test set, or judged by the set that it was fitted on",
        Failure = Failure.Unmeasured,
        Why = "A test set that took part in the fit measures memory: the reported figure is far better than what new data will bring, and nobody notices where the run really ended. The same holds where the training set of a split is judged and the test set is never looked at.",
        Instead = "Fit on TrainSet, evaluate on TestSet, and touch the test set only once.",
        Suppress = "When the last model of all is fitted on all data after its quality was measured elsewhere.",
        Sources =
        [
            "ML.NET documentation, DataOperationsCatalog.TrainTestSplit",
            "Kapoor and Narayanan 2023, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 4",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
            var fitted = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(split.TestSet);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
            var fitted = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers).Fit(split.TrainSet);
            var scored = fitted.Transform(split.TestSet);
            """,
    };
}
