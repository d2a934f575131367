using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class MoveOptimizerFixTests
{
    [Fact]
    public Task TheOptimizerIsBuiltBeforeTheLoop() => VerifyFix.Method(
        new MoveOptimizerFix(),
        """
            foreach (var (x, y) in batches)
            {
                var adam = torch.optim.Adam(model.parameters(), 1e-3);
                adam.zero_grad();
                model.forward(x).sum().backward();
                adam.step();
            }
            """,
        """
            var adam = torch.optim.Adam(model.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                adam.zero_grad();
                model.forward(x).sum().backward();
                adam.step();
            }
            """);

    [Fact]
    public Task OptimizerThatDependsOnTheLoop_StaysWhereItIs() => VerifyFix.NotOffered(
        new MoveOptimizerFix(),
        """
            foreach (var rate in new[] { 1e-3, 1e-4 })
            {
                var adam = torch.optim.Adam(model.parameters(), rate);
                adam.zero_grad();
                model.forward(input).sum().backward();
                adam.step();
            }
            """);
}
