using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LbfgsMisuseTests
{
    private const string Rule = "TL2014";

    [Fact]
    public Task StepWithoutClosure_IsFound() => Verify.Method(
        Rule,
        """
            torch.optim.Optimizer lbfgs = torch.optim.LBFGS(model.parameters());
            [|lbfgs.step()|];
            """);

    [Fact]
    public Task StepWithClosure_IsSilent() => Verify.Method(
        Rule,
        """
            var lbfgs = torch.optim.LBFGS(model.parameters());
            lbfgs.step(() => model.forward(input));
            """);

    [Fact]
    public Task NamedParametersWithoutMaxEval_AreFound() => Verify.Method(
        Rule,
        """
            var lbfgs = [|torch.optim.LBFGS(model.named_parameters())|];
            """);

    [Fact]
    public Task NamedParametersWithMaxEval_AreSilent() => Verify.Method(
        Rule,
        """
            var lbfgs = torch.optim.LBFGS(model.named_parameters(), max_eval: 25);
            """);

    [Fact]
    public Task StepOfAnUnknownOptimizer_IsSilent() => Verify.Method(
        Rule,
        """
            optimizer.step();
            """);
}
