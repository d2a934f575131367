using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class HalfPrecisionUnscaledTests
{
    private const string Rule = "TL2054";

    [Fact]
    public Task HalfBeforeTheOptimizer_IsFound() => Verify.Method(
        Rule,
        """
            [|model.half()|];
            var adam = torch.optim.Adam(model.parameters());
            adam.zero_grad();
            torch.nn.functional.mse_loss(model.forward(input), target).backward();
            adam.step();
            """);

    [Fact]
    public Task ToHalf_IsFound() => Verify.Method(
        Rule,
        """
            [|model.to(ScalarType.Float16)|];
            var adam = torch.optim.Adam(model.parameters());
            adam.zero_grad();
            torch.nn.functional.mse_loss(model.forward(input), target).backward();
            adam.step();
            """);

    [Fact]
    public Task Bfloat16_IsSilent() => Verify.Method(
        Rule,
        """
            model.to(ScalarType.BFloat16);
            var adam = torch.optim.Adam(model.parameters());
            adam.zero_grad();
            torch.nn.functional.mse_loss(model.forward(input), target).backward();
            adam.step();
            """);

    [Fact]
    public Task ScaledLoss_IsSilent() => Verify.Method(
        Rule,
        """
            model.half();
            var adam = torch.optim.Adam(model.parameters());
            adam.zero_grad();
            (torch.nn.functional.mse_loss(model.forward(input), target) * 1024).backward();
            adam.step();
            """);

    [Fact]
    public Task HalfForTheExport_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            adam.zero_grad();
            torch.nn.functional.mse_loss(model.forward(input), target).backward();
            adam.step();
            model.half();
            """);
}
