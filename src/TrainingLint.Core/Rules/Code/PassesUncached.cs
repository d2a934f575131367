using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2056 passes-uncached: A trainer that shuffles before every pass reads a file that cannot be shuffled.</summary>
public sealed class PassesUncached : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2056",
        Name = "passes-uncached",
        Severity = Severity.Info,
        Title = "A trainer that shuffles before every pass reads a file that cannot be shuffled",
        Failure = Failure.PoorMinimum,
        Why =
            "Online trainers shuffle the rows before each pass, where the data can be read in any order. A text file cannot, "
            + "so without a cache every pass takes the rows in the order of the file, parses it again, and the seed of the "
            + "context has no effect.",
        Instead = "Append AppendCacheCheckpoint before the trainer.",
        Suppress = "When the data does not fit into memory; shuffle the file once instead.",
        Sources =
        [
            "ML.NET, OnlineLinear.cs: shuffle only where the data can be shuffled",
            "ML.NET, TextLoaderCursor.cs: CanShuffle is false",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(scaled,
                Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers));
            var fitted = pipeline.Fit(data);
            """,
        Sound = """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(
                Microsoft.ML.LearningPipelineExtensions.AppendCacheCheckpoint(scaled, context),
                Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers));
            var fitted = pipeline.Fit(data);
            """,
    };
}
