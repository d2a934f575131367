using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class StepSchedulerFixTests
{
    [Fact]
    public Task TheSchedulerIsSteppedAfterTheEpoch() => VerifyFix.Method(
        new StepSchedulerFix(),
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                optimizer.zero_grad();
                model.forward(input).sum().backward();
                optimizer.step();
            }
            """,
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                optimizer.zero_grad();
                model.forward(input).sum().backward();
                optimizer.step();
                scheduler.step();
            }
            """);

    [Fact]
    public Task WithoutALoop_NothingIsOffered() => VerifyFix.NotOffered(
        new StepSchedulerFix(),
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10);
            """);
}
