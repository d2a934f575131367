using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class OptionOutOfRangeTests
{
    private const string Rule = "TL2048";

    [Fact]
    public Task OneLeaf_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers, numberOfLeaves: [|1|]);
            """);

    [Fact]
    public Task TwoLeaves_AreSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers, numberOfLeaves: 2);
            """);

    [Fact]
    public Task PercentForAFraction_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var split = context.Data.TrainTestSplit(data, testFraction: [|20|]);
            """);

    [Fact]
    public Task OneFold_IsFoundWhereItIsWritten() => Verify.Method(
        Rule,
        """
            var folds = [|1|];
            var context = new Microsoft.ML.MLContext(seed: 1);
            var data = Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv",
                new Microsoft.ML.Data.TextLoader.Options());
            var results = context.Regression.CrossValidate(data, Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers),
                folds);
            """);

    [Fact]
    public Task NegativePenaltyInOptions_IsFound() => Verify.Method(
        Rule,
        """
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { L2Regularization = [|-0.1f|] };
            """);

    [Fact]
    public Task PenaltyOfZero_IsSilent() => Verify.Method(
        Rule,
        """
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { L2Regularization = 0f };
            """);

    [Fact]
    public Task NumberOfAnotherTrainersLimit_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.SdcaNonCalibrated(context.BinaryClassification.Trainers,
                maximumNumberOfIterations: 1000);
            """);

    [Theory]
    [InlineData("ConvergenceTolerance = [|1.5f|]")]
    [InlineData("ConvergenceTolerance = [|0|]")]
    [InlineData("ConvergenceTolerance = 1")]
    [InlineData("NumberOfThreads = [|0|]")]
    [InlineData("NumberOfThreads = 1")]
    public Task OptionWithABoundOnEitherSide_IsFound(string option) => Verify.Method(
        Rule,
        $$"""
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { {{option}} };
            """);

    [Fact]
    public Task OptionSetAfterAFactory_IsFound() => Verify.Code(
        Rule,
        Snippets.Usings + """
            public static class Trainers
            {
                private static Microsoft.ML.Trainers.SdcaRegressionTrainer.Options Default() => new() { L2Regularization = 0.1f };

                public static object Build(Microsoft.ML.MLContext context)
                {
                    var options = Default();
                    options.ConvergenceTolerance = [|80|];
                    return options;
                }
            }
            """);
}
