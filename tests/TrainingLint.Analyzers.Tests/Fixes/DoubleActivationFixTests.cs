using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class DoubleActivationFixTests
{
    [Fact]
    public Task TheSoftmaxIsTakenAway() => VerifyFix.Method(
        new DoubleActivationFix(),
        """
            var loss = torch.nn.functional.cross_entropy(torch.nn.functional.softmax(model.forward(input), 1), target);
            var other = torch.nn.functional.cross_entropy(model.forward(input).softmax(1), target);
            """,
        """
            var loss = torch.nn.functional.cross_entropy(model.forward(input), target);
            var other = torch.nn.functional.cross_entropy(model.forward(input), target);
            """);

    [Fact]
    public Task WhereTheLossWantsLogarithms_NothingIsOffered() => VerifyFix.NotOffered(
        new DoubleActivationFix(),
        """
            var loss = torch.nn.functional.nll_loss(torch.nn.functional.softmax(model.forward(input), 1), target);
            """);
}
