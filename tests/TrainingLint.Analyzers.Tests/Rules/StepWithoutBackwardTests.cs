using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class StepWithoutBackwardTests
{
    private const string Rule = "TL2017";

    [Fact]
    public Task LoopWithoutBackward_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                [|optimizer.step()|];
            }
            """);

    [Fact]
    public Task BackwardInAHelper_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<Tensor> batches)
                {
                    foreach (var batch in batches)
                    {
                        optimizer.zero_grad();
                        Differentiate(model.forward(batch));
                        optimizer.step();
                    }
                }

                private static void Differentiate(Tensor loss) => loss.sum().backward();
            }
            """);

    [Fact]
    public Task AutogradBackward_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                torch.autograd.backward(new[] { model.forward(x) });
                optimizer.step();
            }
            """);

    [Fact]
    public Task GradientsSetByHand_AreSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var output = model.forward(x);
                foreach (var parameter in model.parameters())
                {
                    parameter.grad = output;
                }

                optimizer.step();
            }
            """);

    [Fact]
    public Task LossPassedToADelegate_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<Tensor> batches, Action<Tensor> differentiate)
                {
                    foreach (var batch in batches)
                    {
                        differentiate(model.forward(batch));
                        optimizer.step();
                    }
                }
            }
            """);
}
