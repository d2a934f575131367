using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ReportedSetChoosesModelTests
{
    private const string Rule = "TL2052";

    [Fact]
    public Task SetThatStopsAndReports_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers);
            var model2 = trainer.Fit(split.TrainSet, [|split.TestSet|]);
            var metrics = context.Regression.Evaluate(model2.Transform(split.TestSet));
            """);

    [Fact]
    public Task ThirdPartForTheReport_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers);
            var inner = context.Data.TrainTestSplit(split.TrainSet);
            var model2 = trainer.Fit(inner.TrainSet, inner.TestSet);
            var metrics = context.Regression.Evaluate(model2.Transform(split.TestSet));
            """);

    [Fact]
    public Task FitWithoutValidation_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var trainer = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers);
            var model2 = trainer.Fit(split.TrainSet);
            var metrics = context.Regression.Evaluate(model2.Transform(split.TestSet));
            """);

    [Fact]
    public Task EpochChosenOnTheTestSet_IsFound() => Verify.Method(
        Rule,
        """
            var best = 0.0;
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    optimizer.step();
                }

                var accuracy = Measure(testSet);
                if ([|accuracy > best|])
                {
                    best = accuracy;
                    model.save("best.dat");
                }
            }

            static double Measure(torch.utils.data.Dataset data) => data.Count;
            """);

    [Fact]
    public Task EpochChosenOnAnotherSet_IsSilent() => Verify.Method(
        Rule,
        """
            var valSet = testSet;
            var best = 0.0;
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    optimizer.step();
                }

                var accuracy = Measure(valSet);
                if (accuracy > best)
                {
                    best = accuracy;
                    model.save("best.dat");
                }
            }

            static double Measure(torch.utils.data.Dataset data) => data.Count;
            """);

    [Theory]
    [InlineData("split.TestSet", "[|score.RSquared > best|]")]
    [InlineData("inner.TestSet", "score.RSquared > best")]
    public Task SearchOnTheReportedSet_IsFound(string chooser, string condition) => Verify.Method(
        Rule,
        $$"""
            var context = new Microsoft.ML.MLContext(seed: 1);
            var split = context.Data.TrainTestSplit(
                Microsoft.ML.TextLoaderSaverCatalog.LoadFromTextFile(context.Data, "data.csv", new Microsoft.ML.Data.TextLoader.Options()));
            var inner = context.Data.TrainTestSplit(split.TrainSet);
            Microsoft.ML.ITransformer? kept = null;
            var best = 0.0;
            foreach (var rate in new[] { 0.1, 0.2 })
            {
                var fitted = Microsoft.ML.LightGbmExtensions.LightGbm(context.Regression.Trainers, learningRate: rate).Fit(inner.TrainSet);
                var score = context.Regression.Evaluate(fitted.Transform({{chooser}}));
                if ({{condition}})
                {
                    (best, kept) = (score.RSquared, fitted);
                    kept = fitted;
                }
            }

            var report = context.Regression.Evaluate(kept!.Transform(split.TestSet));
            """);

    [Theory]
    [InlineData("testSet", "[|error < best|]")]
    [InlineData("validSet", "error < best")]
    public Task TestSetThatChoosesBesideAValidationSet_IsFound(string chooser, string condition) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                public static void Run(Linear model, IEnumerable<Tensor> testSet, IEnumerable<Tensor> validSet)
                {
                    var best = 1.0;
                    for (var epoch = 0; epoch < 10; epoch++)
                    {
                        var error = Error(model, {{chooser}});
                        if ({{condition}})
                        {
                            best = error;
                            model.save("best.dat");
                        }
                    }

                    Console.WriteLine(Error(model, testSet));
                }

                private static double Error(Linear model, IEnumerable<Tensor> data) =>
                    data.Sum(x => model.forward(x).item<float>());
            }
            """);

    [Theory]
    [InlineData("testX", "[|error < best|]")]
    [InlineData("validX", "error < best")]
    public Task ForwardPassOfTheTestRows_IsFound(string rows, string condition) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                public static void Run(Linear model, Tensor testX, Tensor validX)
                {
                    var best = 1f;
                    for (var epoch = 0; epoch < 10; epoch++)
                    {
                        var error = model.forward({{rows}}).mean().item<float>();
                        if ({{condition}})
                        {
                            best = error;
                            model.save("best.dat");
                        }
                    }

                    Console.WriteLine(model.forward(testX).mean().item<float>());
                }
            }
            """);
}
