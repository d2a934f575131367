using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class FeaturesNotNormalizedTests
{
    private const string Rule = "TL2045";

    [Fact]
    public Task RawColumns_AreFound() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
        var trainer = [|Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers)|];
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
        """);

    [Fact]
    public Task NormalizedColumns_AreSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
        var scaled = Microsoft.ML.LearningPipelineExtensions.Append(features, Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features"));
        var trainer = Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers);
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(scaled, trainer);
        """);

    [Fact]
    public Task TreesOfRawColumns_AreSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
        var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers);
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
        """);

    [Fact]
    public Task SingleColumn_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Years");
        var trainer = Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers);
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
        """);

    [Fact]
    public Task TrainerThatWantsOneScale_IsFoundInAChainThatIsBegunEmpty() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        var features = new Microsoft.ML.Data.EstimatorChain<Microsoft.ML.Data.ColumnConcatenatingTransformer>()
            .Append(Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms"));
        var pipeline = features.Append([|Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers)|]);
        """);

    [Theory]
    [InlineData("", "[|", "|]")]
    [InlineData("chain = chain.Append(Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, \"Features\"));", "", "")]
    public Task ChainThatGrowsStepByStep_IsFollowed(string between, string open, string close) => Verify.Method(
        Rule,
        $$"""
            var context = new Microsoft.ML.MLContext(seed: 1);
            Microsoft.ML.IEstimator<Microsoft.ML.ITransformer> chain = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Size", "Rooms");
            {{between}}
            chain = Microsoft.ML.LearningPipelineExtensions.Append(chain, {{open}}Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers){{close}});
            """.Replace("chain.Append(", "Microsoft.ML.LearningPipelineExtensions.Append(chain, ", System.StringComparison.Ordinal));
}
