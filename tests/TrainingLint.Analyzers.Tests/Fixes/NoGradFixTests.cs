using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class NoGradFixTests
{
    [Fact]
    public Task TheEvaluationRunsWithoutGradients() => VerifyFix.Method(
        new NoGradFix(),
        """
            model.eval();
            model.forward(held);
            """,
        """
            model.eval();
            using var noGrad = no_grad();
            model.forward(held);
            """);

    [Fact]
    public Task WhereTrainingFollowsInTheBlock_NothingIsOffered() => VerifyFix.NotOffered(
        new NoGradFix(),
        """
            model.eval();
            model.forward(held);
            model.train();
            model.forward(input).sum().backward();
            """);
}
