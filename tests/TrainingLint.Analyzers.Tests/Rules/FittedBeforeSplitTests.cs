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
}
