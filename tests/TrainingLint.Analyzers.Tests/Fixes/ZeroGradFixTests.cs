using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class ZeroGradFixTests
{
    [Fact]
    public Task GradientsAreClearedFirst() => VerifyFix.Method(
        new ZeroGradFix(),
        """
            foreach (var (x, y) in batches)
            {
                // Forward and backward.
                model.forward(x).sum().backward();
                optimizer.step();
            }
            """,
        """
            foreach (var (x, y) in batches)
            {
                // Forward and backward.
                optimizer.zero_grad();
                model.forward(x).sum().backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task WithAccumulation_TheyAreClearedBehindTheStep() => VerifyFix.Method(
        new ZeroGradFix(),
        """
            var i = 0;
            foreach (var (x, y) in batches)
            {
                model.forward(x).sum().backward();
                if (++i % 4 == 0)
                {
                    optimizer.step();
                }
            }
            """,
        """
            var i = 0;
            foreach (var (x, y) in batches)
            {
                model.forward(x).sum().backward();
                if (++i % 4 == 0)
                {
                    optimizer.step();
                    optimizer.zero_grad();
                }
            }
            """);
}
