using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class IntegerDivisionInScheduleTests
{
    private const string Rule = "TL2021";

    [Fact]
    public Task FactorDividedAsIntegers_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => [|epoch / 10|]);
            """);

    [Fact]
    public Task FactorOneMinusIntegers_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => 1.0 - [|epoch / 10|]);
            """);

    [Fact]
    public Task DividedByADouble_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => epoch / 10.0);
            """);

    [Fact]
    public Task WholePeriodsInAnExponent_AreSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => Math.Pow(0.5, epoch / 10));
            """);
}
