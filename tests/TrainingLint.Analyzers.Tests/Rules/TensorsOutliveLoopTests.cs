using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class TensorsOutliveLoopTests
{
    private const string Rule = "TL2039";

    [Fact]
    public Task NoScope_IsFound() => Verify.Method(
        Rule,
        """
        for (var epoch = 0; epoch < 10; epoch++)
        {
            optimizer.zero_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            [|loss.backward()|];
            optimizer.step();
        }
        """);

    [Fact]
    public Task Scope_IsSilent() => Verify.Method(
        Rule,
        """
        for (var epoch = 0; epoch < 10; epoch++)
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            loss.backward();
            optimizer.step();
        }
        """);

    [Fact]
    public Task DisposedByHand_IsSilent() => Verify.Method(
        Rule,
        """
        for (var epoch = 0; epoch < 10; epoch++)
        {
            optimizer.zero_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            loss.backward();
            optimizer.step();
            loss.Dispose();
        }
        """);
}
