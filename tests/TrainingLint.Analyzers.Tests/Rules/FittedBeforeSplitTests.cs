using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class FittedBeforeSplitTests
{
    private const string Rule = "TL2041";

    [Fact]
    public Task NormalizerOnAllRows_IsFound() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features").Fit(data).Transform(data);
        var split = context.Data.TrainTestSplit([|scaled|]);
        """);

    [Fact]
    public Task EachRowByItself_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var scaled = Microsoft.ML.NormalizationCatalog.NormalizeLpNorm(context.Transforms, "Features").Fit(data).Transform(data);
        var split = context.Data.TrainTestSplit(scaled);
        """);

    [Fact]
    public Task FittedAfterTheSplit_IsSilent() => Verify.Method(
        Rule,
        """
        var context = new Microsoft.ML.MLContext(seed: 1);
        Microsoft.ML.IDataView data = null!;
        var split = context.Data.TrainTestSplit(data);
        var fitted = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features").Fit(split.TrainSet);
        """);

    [Fact]
    public Task RowsThatAMethodScales_AreFound() => Verify.Code(
        Rule,
        Snippets.Usings + """
            public static class Flow
            {
                public static object Run(Microsoft.ML.MLContext context, Microsoft.ML.IDataView rows) =>
                    context.Data.TrainTestSplit([|Scale(context, rows)|]);

                private static Microsoft.ML.IDataView Scale(Microsoft.ML.MLContext context, Microsoft.ML.IDataView rows)
                {
                    var scaler = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features").Fit(rows);
                    return scaler.Transform(rows);
                }
            }
            """);

    [Theory]
    [InlineData("[|(input - mean) / input.std(0)|]", "scaled[0]", "scaled[1]")]
    [InlineData("(input - input.mean(new long[] { 1 }, true)) / 255", "scaled[0]", "scaled[1]")]
    [InlineData("(input - mean) / input.std(0)", "scaled[0]", "held[1]")]
    public Task TensorScaledAsAWhole_IsFound(string scaled, string train, string test) => Verify.Method(
        Rule,
        $$"""
            var mean = input.mean(new long[] { 0 });
            var scaled = {{scaled}};
            var trainX = {{train}};
            var testX = {{test}};
            """);

    [Fact]
    public Task FoldsOfFittedRows_AreFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var scaled = Microsoft.ML.NormalizationCatalog.NormalizeMinMax(context.Transforms, "Features").Fit(data).Transform(data);
            var folds = context.Regression.CrossValidate([|scaled|],
                Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers));
            """);

    [Theory]
    [InlineData("scaled = [|(scaled - scaled.mean(new long[] { 0 })) / 2|];", "")]
    [InlineData("", "scaled = (scaled - scaled.mean(new long[] { 0 })) / 2;")]
    public Task TensorWrittenOver_IsFoundBeforeItIsDivided(string before, string after) => Verify.Method(
        Rule,
        $$"""
            var scaled = input;
            {{before}}
            var trainX = scaled[0];
            var testX = scaled[1];
            {{after}}
            """);
}
