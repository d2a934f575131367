using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class RateGrowsTests
{
    private const string Rule = "TL2031";

    [Fact]
    public Task FactorAboveOne_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: [|1.1|]);
            """);

    [Fact]
    public Task FactorOfOne_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 1.0);
            """);

    [Fact]
    public Task FactorBelowOne_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma: 0.99);
            """);

    [Fact]
    public Task RangeTest_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void FindRate(torch.optim.Optimizer optimizer)
                {
                    var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma: 1.1);
                    scheduler.step();
                }
            }
            """);
}
