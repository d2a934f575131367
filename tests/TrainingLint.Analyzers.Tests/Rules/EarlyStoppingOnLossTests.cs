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
}
