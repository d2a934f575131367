using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class OneCycleWithoutLengthTests
{
    private const string Rule = "TL2011";

    [Fact]
    public Task NoLengthAtAll_IsFound() => Verify.Method(
        Rule,
        """
            var cycle = [|torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1)|];
            """);

    [Fact]
    public Task EpochsAlone_AreFound() => Verify.Method(
        Rule,
        """
            var cycle = [|torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, epochs: 10)|];
            """);

    [Fact]
    public Task EpochsAndStepsPerEpoch_AreSilent() => Verify.Method(
        Rule,
        """
            var cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, epochs: 10, steps_per_epoch: 100);
            """);

    [Fact]
    public Task StepsKnownAtRunTime_AreSilent() => Verify.Method(
        Rule,
        """
            var cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps: batches.Count());
            """);

    [Fact]
    public Task WhatIsExpectedToThrow_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
                {
                    Throws<ArgumentException>(() => torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1));
                }

                private static void Throws<T>(Action code) => code();
            }
            """);

    [Fact]
    public Task WrapperThatHandsItsOwnDefaultsOn_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static torch.optim.lr_scheduler.LRScheduler Cycle(torch.optim.Optimizer optimizer, double rate, int steps = -1, int epochs = -1, int perEpoch = -1) =>
                    torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps, epochs, perEpoch);
            }
            """);
}
