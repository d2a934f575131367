using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2042 label-among-features: The label is one of the features.</summary>
public sealed class LabelAmongFeatures : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2042",
        Name = "label-among-features",
        Severity = Severity.Warning,
        Title = "The label is one of the features",
        Failure = Failure.Unmeasured,
        Why = "A model that is given the answer learns to copy it. Every metric is close to perfect, and on new data, where the answer is missing, the model is worthless.",
        Instead = "Leave the label column out of Concatenate.",
        Suppress = "When the column holds an older value, known before the one to predict.",
        Sources =
        [
            "ML.NET documentation, TransformExtensionsCatalog.Concatenate",
            "Kaufman et al. 2012, Leakage in data mining, ACM TKDD 6",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, labelColumnName: "Price");
            var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Price");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, labelColumnName: "Price");
            var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
            """,
    };
}
