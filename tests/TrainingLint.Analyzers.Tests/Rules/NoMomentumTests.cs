using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class NoMomentumTests
{
    private const string Rule = "TL0201";

    [Fact]
    public Task SgdWithoutMomentum_IsInformation() => Verify.Method(
        Rule,
        """
            var sgd = [|torch.optim.SGD(model.parameters(), 0.1)|];
            """);

    [Fact]
    public Task OneCycleBringsAMomentum_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1);
            var cycle = torch.optim.lr_scheduler.OneCycleLR(sgd, 0.1, total_steps: 10);
            cycle.step();
            """);

    [Fact]
    public Task LinearModel_IsSilent() => Verify.Method(
        Rule,
        """
            var linear = torch.nn.Linear(10, 1);
            var sgd = torch.optim.SGD(linear.parameters(), 0.1);
            """);
}
