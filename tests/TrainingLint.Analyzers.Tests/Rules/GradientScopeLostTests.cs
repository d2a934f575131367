using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class GradientScopeLostTests
{
    private const string Rule = "TL2026";

    [Fact]
    public Task StatementOfItsOwn_IsFound() => Verify.Method(
        Rule,
        """
            [|torch.no_grad()|];
            model.forward(input);
            """);

    [Fact]
    public Task Discarded_IsFound() => Verify.Method(
        Rule,
        """
            _ = [|torch.inference_mode()|];
            model.forward(input);
            """);

    [Fact]
    public Task EmptyBlock_IsFound() => Verify.Method(
        Rule,
        """
            using ([|torch.no_grad()|])
            {
            }

            model.forward(input);
            """);

    [Fact]
    public Task UsingDeclaration_IsSilent() => Verify.Method(
        Rule,
        """
            using var noGrad = torch.no_grad();
            model.forward(input);
            """);

    [Fact]
    public Task UsingBlock_IsSilent() => Verify.Method(
        Rule,
        """
            using (torch.no_grad())
            {
                model.forward(input);
            }
            """);

    [Fact]
    public Task ModeForTheRestOfTheProgram_IsSilent() => Verify.Method(
        Rule,
        """
            torch.set_grad_enabled(false);
            model.forward(input);
            """);
}
