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

    [Theory]
    [InlineData("input[..80]", "[|input[..20]|]")]
    [InlineData("input.slice(0, 0, 80, 1)", "[|input.slice(0, 0, 20, 1)|]")]
    [InlineData("input.narrow(0, 0, 80)", "[|input.narrow(0, 0, 20)|]")]
    [InlineData("input[..80]", "input[80..]")]
    [InlineData("input[..80]", "target[..20]")]
    [InlineData("input.slice(0, 0, 80, 1)", "input.slice(0, 80, 100, 1)")]
    [InlineData("input.narrow(1, 0, 8)", "input.narrow(1, 0, 2)")]
    public Task RowsThatBeginAlike_AreFound(string training, string held) => Verify.Method(
        Rule,
        $$"""
            var trainX = {{training}};
            var testX = {{held}};
            optimizer.zero_grad();
            torch.nn.functional.mse_loss(model.forward(trainX), target).backward();
            optimizer.step();
            """);

    [Theory]
    [InlineData("[|rows.Take(20)|].ToList()")]
    [InlineData("rows.Skip(80).Take(20).ToList()")]
    public Task RowsOfAList_AreFound(string held) => Verify.Method(
        Rule,
        $$"""
            var rows = batches.ToList();
            var train = rows.Take(80).ToList();
            var validation = {{held}};
            torch.nn.functional.mse_loss(model.forward(train[0].X), validation[0].Y).backward();
            """);
}
