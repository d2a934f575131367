using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2043 features-overwritten: A column of features is written twice and never read in between.</summary>
public sealed class FeaturesOverwritten : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2043",
        Name = "features-overwritten",
        Severity = Severity.Warning,
        Title = "A column of features is written twice and never read in between",
        Failure = Failure.NotWhatIsWritten,
        Why = "The second step replaces the column that the first one made, so the features of the first never reach the trainer.",
        Instead = "Name all inputs in one Concatenate, give the second step a column of its own, or the column of the first as an input.",
        Suppress = "When the first column is left over on purpose.",
        Sources =
        [
            "ML.NET documentation, TransformExtensionsCatalog.Concatenate",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var first = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area");
            var second = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Rooms");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(first, second);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IDataView data = null!;
            var first = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area");
            var second = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Features", "Rooms");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(first, second);
            """,
    };
}
