using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class RateNeverDecaysTests
{
    private const string Rule = "TL2099";

    [Fact]
    public Task FactorOfOne_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: [|1.0|]);
            """);

    [Fact]
    public Task FactorBelowOne_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma: 0.999);
            """);

    [Fact]
    public Task FactorThatNobodyKnows_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma: double.Parse(Console.ReadLine()!));
            """);
}
