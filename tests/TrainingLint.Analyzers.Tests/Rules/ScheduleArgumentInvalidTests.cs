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

    [Fact]
    public Task WhatIsExpectedToThrow_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
                {
                    Throws<ArgumentException>(() => torch.optim.lr_scheduler.StepLR(optimizer, 0));
                }

                private static void Throws<T>(Action code) => code();
            }
            """);
}
