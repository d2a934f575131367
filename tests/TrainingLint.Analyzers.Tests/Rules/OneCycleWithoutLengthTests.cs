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
}
