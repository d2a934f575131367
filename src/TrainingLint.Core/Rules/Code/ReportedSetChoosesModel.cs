using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2052 reported-set-chooses-model: The set that is reported on also decides which model is kept.</summary>
public sealed class ReportedSetChoosesModel : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2052",
        Name = "reported-set-chooses-model",
        Severity = Severity.Warning,
        Title = "The set that is reported on also decides which model is kept",
        Failure = Failure.Unmeasured,
        Why =
            "Early stopping and the choice of the best epoch fit the model to the set that they look at. The same set then "
            + "reports a result that is too good, by more the more often it was looked at.",
        Instead = "Keep three parts: one to train, one to stop and choose on, and one that is looked at once, at the end.",
        Suppress = "When the reported number is only used to compare runs of one kind.",
        Sources =
        [
            "Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, section 7.2",
            "ML.NET, TrainerEstimatorBase: Fit(trainData, validationData)",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var fitted = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers).Fit(split.TrainSet, split.TestSet);
            var metrics = context.Regression.Evaluate(fitted.Transform(split.TestSet));
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var inner = context.Data.TrainTestSplit(split.TrainSet);
            var fitted = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers).Fit(inner.TrainSet, inner.TestSet);
            var metrics = context.Regression.Evaluate(fitted.Transform(split.TestSet));
            """,
    };
}
