using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ValidationIsTrainingTests
{
    private const string Rule = "TL2051";

    [Fact]
    public Task TwoLoadersOfOneSet_AreFound() => Verify.Method(
        Rule,
        """
            var trainLoader = torch.utils.data.DataLoader(trainSet, 64, shuffle: true);
            var validationLoader = [|torch.utils.data.DataLoader(trainSet, 64)|];
            """);

    [Fact]
    public Task LoaderOfATrainingSetUnderAnotherName_IsFound() => Verify.Method(
        Rule,
        """
            var test_loader = [|torch.utils.data.DataLoader(trainSet, 64)|];
            """);

    [Fact]
    public Task LoaderOfItsOwnSet_IsSilent() => Verify.Method(
        Rule,
        """
            var trainLoader = torch.utils.data.DataLoader(trainSet, 64, shuffle: true);
            var testLoader = torch.utils.data.DataLoader(testSet, 64);
            """);

    [Fact]
    public Task LoaderForEvaluationOnTheTrainingSet_IsSilent() => Verify.Method(
        Rule,
        """
            var trainLoader = torch.utils.data.DataLoader(trainSet, 64, shuffle: true);
            var trainTestLoader = torch.utils.data.DataLoader(trainSet, 64);
            """);

    [Fact]
    public Task LoadersWithRowsOfTheirOwn_AreSilent() => Verify.Method(
        Rule,
        """
            var trainLoader = torch.utils.data.DataLoader(trainSet, 64, new long[] { 0, 1, 2 });
            var testLoader = torch.utils.data.DataLoader(trainSet, 64, new long[] { 3, 4 });
            """);

    [Fact]
    public Task FitThatValidatesOnItsData_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers);
            var fitted = trainer.Fit(split.TrainSet, [|split.TrainSet|]);
            """);

    [Fact]
    public Task FitThatValidatesOnTheOtherPart_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers);
            var fitted = trainer.Fit(split.TrainSet, split.TestSet);
            """);

    [Theory]
    [InlineData("[|torch.utils.data.TensorDataset(xs[..8], ys[..8])|]")]
    [InlineData("torch.utils.data.TensorDataset(xs[8..], ys[8..])")]
    public Task SetMadeOfTheSameRows_IsFound(string held) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                public static void Run(Tensor xs, Tensor ys)
                {
                    var trainSet = torch.utils.data.TensorDataset(xs[..8], ys[..8]);
                    var validationSet = {{held}};
                }
            }
            """);
}
