using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class MisplacedClippingTests
{
    private const string Rule = "TL2018";

    [Fact]
    public Task BeforeBackward_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                [|torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)|];
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task BehindTheStep_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
                [|torch.nn.utils.clip_grad_value_(model.parameters(), 1.0)|];
            }
            """);

    [Fact]
    public Task BetweenThem_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                optimizer.step();
            }
            """);

    [Fact]
    public Task MeasuredNorm_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);
}
