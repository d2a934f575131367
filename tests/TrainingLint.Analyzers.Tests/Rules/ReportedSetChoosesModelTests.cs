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
}
