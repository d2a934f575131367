using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class GradientInEvaluationTests
{
    private const string Rule = "TL2004";

    [Fact]
    public Task ForwardBehindEval_IsFound() => Verify.Method(
        Rule,
        """
            [|model.eval()|];
            model.forward(held);
            """);

    [Fact]
    public Task WithinNoGrad_IsSilent() => Verify.Method(
        Rule,
        """
            model.eval();
            using (torch.no_grad())
            {
                model.forward(held);
            }
            """);

    [Fact]
    public Task CallerSwitchesGradientsOff_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Tensor held)
                {
                    using var noGrad = torch.no_grad();
                    Test(model, held);
                }

                private static void Test(torch.nn.Module<Tensor, Tensor> model, Tensor held)
                {
                    model.eval();
                    model.forward(held);
                }
            }
            """);

    [Fact]
    public Task EvaluationThatNeedsGradients_IsSilent() => Verify.Method(
        Rule,
        """
            model.eval();
            held.requires_grad = true;
            model.forward(held).sum().backward();
            """);
}
