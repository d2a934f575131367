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
}
