using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class FreshSchedulerResumedTests
{
    private const string Rule = "TL2020";

    [Fact]
    public Task LastEpochOnAFreshOptimizer_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            var scheduler = torch.optim.lr_scheduler.StepLR(sgd, 1, 0.5, [|last_epoch: 5|]);
            """);

    [Fact]
    public Task DefaultWrittenOut_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            var scheduler = torch.optim.lr_scheduler.StepLR(sgd, 1, 0.5, last_epoch: -1);
            """);

    [Fact]
    public Task StateLoadedBefore_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            sgd.load_state_dict(sgd.state_dict());
            var scheduler = torch.optim.lr_scheduler.StepLR(sgd, 1, 0.5, last_epoch: 5);
            """);

    [Fact]
    public Task OptimizerFromElsewhere_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.5, last_epoch: 5);
            """);
}
