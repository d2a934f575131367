using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LabelAmongFeaturesTests
{
    private const string Rule = "TL2042";

    [Fact]
    public Task LabelConcatenated_IsFound() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, labelColumnName: "Price");
        var features = [|Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Price")|];
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
        """);

    [Fact]
    public Task OtherColumns_AreSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, labelColumnName: "Price");
        var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", "Area", "Rooms");
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
        """);

    [Fact]
    public Task LabelInAnotherColumn_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, labelColumnName: "Price");
        var features = Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Everything", "Area", "Price");
        var pipeline = Microsoft.ML.LearningPipelineExtensions.Append(features, trainer);
        """);

    [Fact]
    public Task ListOfColumnsInAField_IsRead() => Verify.Code(
        Rule,
        Snippets.Usings + """
            public static class Columns
            {
                private static readonly string[] Inputs = { "Area", "Rooms", "Price" };

                public static object Join(Microsoft.ML.MLContext context)
                {
                    var features = [|Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, "Features", Inputs)|];
                    return Microsoft.ML.LearningPipelineExtensions.Append(
                        features, Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, labelColumnName: "Price"));
                }
            }
            """);

    [Theory]
    [InlineData("[|Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, \"Features\", \"Size\", \"Copy\")|]")]
    [InlineData("Microsoft.ML.TransformExtensionsCatalog.Concatenate(context.Transforms, \"Features\", \"Size\", \"Rooms\")")]
    public Task CopyOfTheLabelOfOptions_IsFound(string features) => Verify.Method(
        Rule,
        $$"""
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { LabelColumnName = "Price" };
            var chain = Microsoft.ML.LearningPipelineExtensions.Append(
                Microsoft.ML.LearningPipelineExtensions.Append(
                    Microsoft.ML.TransformExtensionsCatalog.CopyColumns(context.Transforms, "Copy", "Price"),
                    {{features}}),
                Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options));
            """);
}
