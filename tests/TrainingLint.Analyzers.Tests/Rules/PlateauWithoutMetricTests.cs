using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class PlateauWithoutMetricTests
{
    private const string Rule = "TL2009";

    [Fact]
    public Task StepWithoutValue_IsFound() => Verify.Method(
        Rule,
        """
            var plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer);
            [|plateau.step()|];
            """);

    [Fact]
    public Task StepWithAnInt_IsFound() => Verify.Method(
        Rule,
        """
            var plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer);
            [|plateau.step(3)|];
            """);

    [Fact]
    public Task StepWithALoss_IsSilent() => Verify.Method(
        Rule,
        """
            var plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer);
            plateau.step(model.forward(held).item<float>());
            """);

    [Fact]
    public Task OneOfTwoSchedulers_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = held is null ? torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer) : torch.optim.lr_scheduler.StepLR(optimizer, 10);
            scheduler.step();
            """);

    [Fact]
    public Task WhatIsExpectedToThrow_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
                {
                    Throws<ArgumentException>(() => torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer).step());
                }

                private static void Throws<T>(Action code) => code();
            }
            """);

    [Theory]
    [InlineData("[|Scheduler.step()|];")]
    [InlineData("Scheduler.step(0.5);")]
    public Task SchedulerOfABaseClass_IsFollowed(string step) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public abstract class TrainerBase
            {
                protected torch.optim.lr_scheduler.LRScheduler Scheduler = null!;

                protected void Configure(torch.optim.Optimizer optimizer)
                {
                    Scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer);
                }
            }

            public sealed class Trainer : TrainerBase
            {
                public void Run(torch.optim.Optimizer optimizer)
                {
                    Configure(optimizer);
                    {{step}}
                }
            }
            """);
}
