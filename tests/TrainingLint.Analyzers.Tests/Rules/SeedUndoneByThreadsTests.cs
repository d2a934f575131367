using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class SeedUndoneByThreadsTests
{
    private const string Rule = "TL2047";

    [Fact]
    public Task SeveralThreadsUnderASeed_AreFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { NumberOfThreads = 2 };
            var trainer = [|Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options)|];
            """);

    [Fact]
    public Task SeveralThreadsThatAreAssigned_AreFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(1);
            var options = new Microsoft.ML.Trainers.SdcaLogisticRegressionBinaryTrainer.Options();
            options.NumberOfThreads = 8;
            var trainer = [|Microsoft.ML.StandardTrainersCatalog.SdcaLogisticRegression(context.BinaryClassification.Trainers, options)|];
            """);

    [Fact]
    public Task OneThread_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { NumberOfThreads = 1 };
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options);
            """);

    [Fact]
    public Task NoSeed_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext();
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { NumberOfThreads = 4 };
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options);
            """);

    [Fact]
    public Task ThreadsOfAnUnknownNumber_AreSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { NumberOfThreads = Environment.ProcessorCount };
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options);
            """);

    [Fact]
    public Task OtherTrainer_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.LbfgsPoissonRegressionTrainer.Options { NumberOfThreads = 4 };
            var trainer = Microsoft.ML.StandardTrainersCatalog.LbfgsPoissonRegression(context.Regression.Trainers, options);
            """);
}
