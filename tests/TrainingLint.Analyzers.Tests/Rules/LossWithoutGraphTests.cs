using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LossWithoutGraphTests
{
    private const string Rule = "TL2029";

    [Fact]
    public Task DetachedLoss_IsFound() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target).detach();
            [|loss.backward()|];
            """);

    [Fact]
    public Task DetachedOnTheSpot_IsFound() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            [|loss.detach().backward()|];
            """);

    [Fact]
    public Task DetachedTarget_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), model.forward(held).detach());
            loss.backward();
            """);

    [Fact]
    public Task LossItself_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            loss.backward();
            Console.WriteLine(loss.detach());
            """);

    [Fact]
    public Task ForwardPassWithoutGradients_IsFound() => Verify.Method(
        Rule,
        """
            Tensor loss;
            using (torch.no_grad())
            {
                loss = torch.nn.functional.mse_loss(model.forward(input), target);
            }

            [|loss.backward()|];
            """);

    [Fact]
    public Task ScopeHeldOverTheForwardPass_IsFound() => Verify.Method(
        Rule,
        """
            using var noGrad = torch.no_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            [|loss.backward()|];
            """);

    [Fact]
    public Task GradientsSwitchedOnAgain_IsSilent() => Verify.Method(
        Rule,
        """
            using var noGrad = torch.no_grad();
            using var grad = torch.enable_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            loss.backward();
            """);
}
