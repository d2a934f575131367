using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class DefaultDecayPerStepTests
{
    private const string Rule = "TL2019";

    [Fact]
    public Task ExponentialWithoutGamma_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = [|torch.optim.lr_scheduler.ExponentialLR(optimizer)|];
            """);

    [Fact]
    public Task ExponentialWithGamma_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.95);
            """);

    [Fact]
    public Task StepOfOneWithoutGamma_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = [|torch.optim.lr_scheduler.StepLR(optimizer, 1)|];
            """);

    [Fact]
    public Task StepOfThirtyWithoutGamma_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30);
            """);

    [Fact]
    public Task PartOfAChain_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, new[] { torch.optim.lr_scheduler.ExponentialLR(optimizer), torch.optim.lr_scheduler.StepLR(optimizer, 10) }, new[] { 2 });
            """);
}
