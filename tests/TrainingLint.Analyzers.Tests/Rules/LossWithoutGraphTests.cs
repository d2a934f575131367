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

    [Fact]
    public Task OutputOfAScopeWithoutGradients_IsFound() => Verify.Method(
        "TL2029",
        """
            Tensor output;
            using (torch.no_grad())
            {
                output = model.forward(input);
            }

            var loss = torch.nn.functional.cross_entropy(output, target);
            [|loss.backward()|];
            """);

    [Fact]
    public Task OutputThatWantsGradientsItself_IsSilent() => Verify.Method(
        "TL2029",
        """
            Tensor output;
            using (torch.no_grad())
            {
                output = model.forward(input);
            }

            output.requires_grad_();
            var loss = torch.nn.functional.cross_entropy(output, target);
            loss.backward();
            """);

    [Fact]
    public Task LossFromANumberThatWantsGradients_IsFound() => Verify.Method(
        "TL2029",
        """
            var value = torch.nn.functional.mse_loss(model.forward(input), target).item<float>();
            var loss = torch.tensor(value, requires_grad: true);
            [|loss.backward()|];
            """);
}
