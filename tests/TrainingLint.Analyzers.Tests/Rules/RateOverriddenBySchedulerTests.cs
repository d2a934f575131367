using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class RateOverriddenBySchedulerTests
{
    private const string Rule = "TL2024";

    [Fact]
    public Task RateBesideTheDefaultScheduler_IsFound() => Verify.Method(
        Rule,
        """
            var options = new Microsoft.ML.Vision.ImageClassificationTrainer.Options { [|LearningRate = 0.001f|] };
            """);

    [Fact]
    public Task SchedulerSwitchedOff_IsSilent() => Verify.Method(
        Rule,
        """
            var options = new Microsoft.ML.Vision.ImageClassificationTrainer.Options { LearningRate = 0.001f, LearningRateScheduler = null };
            """);

    [Fact]
    public Task NoRate_IsSilent() => Verify.Method(
        Rule,
        """
            var options = new Microsoft.ML.Vision.ImageClassificationTrainer.Options { Epoch = 10 };
            """);
}
