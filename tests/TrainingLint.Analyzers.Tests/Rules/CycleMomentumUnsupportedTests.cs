using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class CycleMomentumUnsupportedTests
{
    private const string Rule = "TL2010";

    [Fact]
    public Task CyclicMomentumOnAdam_IsFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            var cyclic = [|torch.optim.lr_scheduler.CyclicLR(adam, 1e-4, 1e-3)|];
            """);

    [Fact]
    public Task OneCycleOnAdam_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            var cycle = torch.optim.lr_scheduler.OneCycleLR(adam, 1e-3, total_steps: 10);
            """);

    [Fact]
    public Task OneCycleOnAdagrad_IsFound() => Verify.Method(
        Rule,
        """
            var adagrad = torch.optim.Adagrad(model.parameters());
            var cycle = [|torch.optim.lr_scheduler.OneCycleLR(adagrad, 1e-3, total_steps: 10)|];
            """);

    [Fact]
    public Task SwitchedOff_IsSilent() => Verify.Method(
        Rule,
        """
            var adagrad = torch.optim.Adagrad(model.parameters());
            var cycle = torch.optim.lr_scheduler.OneCycleLR(adagrad, 1e-3, total_steps: 10, cycle_momentum: false);
            """);

    [Fact]
    public Task OptimizerFromElsewhere_IsSilent() => Verify.Method(
        Rule,
        """
            var cyclic = torch.optim.lr_scheduler.CyclicLR(optimizer, 1e-4, 1e-3);
            """);

    [Fact]
    public Task InATestProject_IsFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            var cyclic = [|torch.optim.lr_scheduler.CyclicLR(adam, 1e-4, 1e-3)|];
            """, new SnippetOptions { IsTestProject = true });

    [Fact]
    public Task WhatIsExpectedToThrow_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
                {
                    var adagrad = torch.optim.Adagrad(model.parameters());
                    Throws<ArgumentException>(() => torch.optim.lr_scheduler.CyclicLR(adagrad, 0.1, 1.0));
                }

                private static void Throws<T>(Action code) => code();
            }
            """);
}
