using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class NesterovWithoutMomentumTests
{
    private const string Rule = "TL2013";

    [Fact]
    public Task WithoutMomentum_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = [|torch.optim.SGD(model.parameters(), 0.1, nesterov: true)|];
            """);

    [Fact]
    public Task WithMomentum_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9, nesterov: true);
            """);

    [Fact]
    public Task WithDampening_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = [|torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9, dampening: 0.1, nesterov: true)|];
            """);

    [Fact]
    public Task FlagKnownAtRunTime_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, nesterov: batches.Any());
            """);

    [Fact]
    public Task WhatIsExpectedToThrow_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
                {
                    Throws<ArgumentException>(() => torch.optim.SGD(model.parameters(), 0.1, nesterov: true));
                }

                private static void Throws<T>(Action code) => code();
            }
            """);
}
