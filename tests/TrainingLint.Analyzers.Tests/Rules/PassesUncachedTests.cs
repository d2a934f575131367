using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class PassesUncachedTests
{
    private const string Rule = "TL2056";

    [Fact]
    public Task TextWithoutCache_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(scaled,
                [|Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers)|]);
            """);

    [Fact]
    public Task Checkpoint_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(
                Microsoft.ML.LearningPipelineExtensions.AppendCacheCheckpoint(scaled, context),
                Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers));
            """);

    [Fact]
    public Task CachedData_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var cached = context.Data.Cache(data);
            var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(scaled,
                Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers));
            """);

    [Fact]
    public Task TrainerThatNeedsNoOrder_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
            var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(scaled,
                Microsoft.ML.TreeExtensions.FastTree(context.BinaryClassification.Trainers));
            """);
}
