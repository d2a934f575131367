using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2045 features-not-normalized: A trainer that needs features of one scale gets them as they are.</summary>
public sealed class FeaturesNotNormalized : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2045",
        Name = "features-not-normalized",
        Severity = Severity.Warning,
        Title = "A trainer that needs features of one scale gets them as they are",
        Failure = Failure.Divergence,
        Why = "Gradient steps of a linear model grow with the square of its features. Online gradient descent ends in weights that are no numbers on columns such as prices or areas, and throws. Other linear trainers and k-means give the columns of a large scale most of the weight, which is information.",
        Instead = "Append NormalizeMinMax or NormalizeMeanVariance between Concatenate and the trainer.",
        Suppress = "When the columns are of one scale already.",
        Sources =
        [
            "ML.NET documentation, OnlineGradientDescentTrainer, SdcaRegressionTrainer, KMeansTrainer: required normalization",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
            var trainer = Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers);
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
            var scaled = Microsoft.ML.LearningPipelineExtensions.Append(features, Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features"));
            var trainer = Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers);
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(scaled, trainer);
            """,
    };
}
