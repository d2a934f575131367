using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ScheduleArgumentInvalidTests
{
    private const string Rule = "TL2012";

    [Fact]
    public Task StartFactorOfZero_IsFound() => Verify.Method(
        Rule,
        """
            var linear = torch.optim.lr_scheduler.LinearLR(optimizer, [|0|], 1.0, 10);
            """);

    [Fact]
    public Task StepSizeOfZero_IsFound() => Verify.Method(
        Rule,
        """
            var step = torch.optim.lr_scheduler.StepLR(optimizer, [|0|]);
            """);

    [Fact]
    public Task EndFactorOfZero_IsSilent() => Verify.Method(
        Rule,
        """
            var linear = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0, 10);
            """);
}
