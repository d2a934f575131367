using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class TrainModeFixTests
{
    [Fact]
    public Task TrainIsCalledInEveryEpoch() => VerifyFix.Method(
        new TrainModeFix(),
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                model.forward(input).sum().backward();
                optimizer.step();
                model.eval();
            }
            """,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                model.train();
                optimizer.zero_grad();
                model.forward(input).sum().backward();
                optimizer.step();
                model.eval();
            }
            """);
}
