using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class SinglePassTests
{
    private const string Rule = "TL2050";

    [Fact]
    public Task OneIteration_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers,
                numberOfIterations: [|1|]);
            """);

    [Fact]
    public Task OneIterationInOptions_IsFound() => Verify.Method(
        Rule,
        """
            var options = new Microsoft.ML.Trainers.SdcaRegressionTrainer.Options { MaximumNumberOfIterations = [|1|] };
            """);

    [Fact]
    public Task DefaultOfOne_IsFound() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = [|Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers)|];
            """);

    [Fact]
    public Task DefaultOfTen_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.AveragedPerceptron(context.BinaryClassification.Trainers);
            """);

    [Fact]
    public Task TwoIterations_AreSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.StandardTrainersCatalog.OnlineGradientDescent(context.Regression.Trainers, numberOfIterations: 2);
            """);

    [Fact]
    public Task OneTreeOfAFastTree_IsSilent() => Verify.Method(
        Rule,
        """
            var context = new Microsoft.ML.MLContext(seed: 1);
            var trainer = Microsoft.ML.TreeExtensions.FastTree(context.Regression.Trainers, numberOfTrees: 1);
            """);
}
