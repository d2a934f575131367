using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class FeaturesOverwrittenTests
{
    private const string Rule = "TL2043";

    [Fact]
    public Task WrittenTwice_IsFound() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var first = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area");
        var second = [|Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Rooms")|];
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(first, second);
        """);

    [Fact]
    public Task Extended_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var first = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area");
        var second = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Features", "Rooms");
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(first, second);
        """);

    [Fact]
    public Task TwoColumns_AreSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var first = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area");
        var second = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Others", "Rooms");
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(first, second);
        """);

    [Fact]
    public Task TextThatReplacesNumbers_IsFound() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        var numbers = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
        var words = [|Microsoft.ML.TextCatalog.FeaturizeText(context.Transforms.Text, "Features", "Description")|];
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(numbers, words);
        """);

    [Fact]
    public Task ScalingInPlace_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        var numbers = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
        var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features");
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(numbers, scaled);
        """);

    [Fact]
    public Task ColumnsThatCannotBeTold_AreSilent() => Verify.Code(
        Rule,
        Snippets.Usings + """
            public static class Columns
            {
                public static object Join(Microsoft.ML.MLContext context, string[] found)
                {
                    var first = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area");
                    var second = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", found);
                    return Microsoft.ML.LearningPipelineExtensions.Append(first, second);
                }
            }
            """);
}
