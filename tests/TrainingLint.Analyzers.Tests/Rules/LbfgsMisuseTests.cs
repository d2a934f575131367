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

    [Fact]
    public Task StepThatIsExpectedToThrow_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model)
                {
                    torch.optim.Optimizer lbfgs = torch.optim.LBFGS(model.parameters());
                    Check.Throws(() => lbfgs.step());
                    Action step = () => lbfgs.step(null);
                    Check.Throws(step);
                    Check.Throws(() =>
                    {
                        Check.Runs(() => lbfgs.step());
                    });
                }
            }

            public static class Check
            {
                public static void Throws(Action code) => code();

                public static void Runs(Action code) => code();
            }
            """);

    [Fact]
    public Task StepInAnotherLambda_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model)
                {
                    torch.optim.Optimizer lbfgs = torch.optim.LBFGS(model.parameters());
                    Check.Runs(() => [|lbfgs.step()|]);
                    Action step = () => [|lbfgs.step()|];
                    Check.Runs(step);
                    Check.Throws(() => { });
                }
            }

            public static class Check
            {
                public static void Throws(Action code) => code();

                public static void Runs(Action code) => code();
            }
            """);
}
