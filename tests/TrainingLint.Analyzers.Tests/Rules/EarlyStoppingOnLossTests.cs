using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class EarlyStoppingOnLossTests
{
    private const string Rule = "TL2049";

    [Fact]
    public Task LossAsMetric_IsFound() => Verify.Method(
        Rule,
        """
            var stopping = new Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStopping(
                metric: [|Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStoppingMetric.Loss|]);
            """);

    [Fact]
    public Task AccuracyAsMetric_IsSilent() => Verify.Method(
        Rule,
        """
            var stopping = new Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStopping(
                metric: Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStoppingMetric.Accuracy);
            """);

    [Fact]
    public Task DefaultMetric_IsSilent() => Verify.Method(
        Rule,
        """
            var stopping = new Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStopping(patience: 5);
            """);

    [Theory]
    [InlineData("[|Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStoppingMetric.Loss|]")]
    [InlineData("Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStoppingMetric.Accuracy")]
    public Task MetricThatAHelperIsHanded_IsSeen(string metric) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Rules
            {
                public static Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStopping Patient(
                    Microsoft.ML.Vision.ImageClassificationTrainer.EarlyStoppingMetric metric) => new(patience: 25, metric: metric);
            }

            public static class Training
            {
                public static object Run() => new Microsoft.ML.Vision.ImageClassificationTrainer.Options
                {
                    EarlyStoppingCriteria = Rules.Patient({{metric}}),
                };
            }
            """);
}
