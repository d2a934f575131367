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

    // The same four fits of SdcaRegressionTrainer gave four models where the machine has four processors, and one where it has two.
    [Fact]
    public Task ThreadsThatAreLeftToTheMachine_AreFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { L2Regularization = 0.01f };
            var second = [|Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options)|];
            """);

    [Fact]
    public Task OptionsThatSomebodyElseFills_AreSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options();
            Action<Microsoft.ML.Trainers.SdcaRegressionTrainer.Options> fill = filled => filled.NumberOfThreads = 1;
            fill(options);
            var trainer = Microsoft.ML.StandardTrainersCatalog.Sdca(context.Regression.Trainers, options);
            """);
}
