using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class TargetTypeRefusedTests
{
    private const string Rule = "TL2038";

    [Fact]
    public Task NarrowClassNumbers_AreFound() => Verify.Method(
        Rule,
        """
        var labels = target.to(ScalarType.Int32);
        var loss = torch.nn.functional.cross_entropy(model.forward(input), [|labels|]);
        """);

    [Fact]
    public Task ClassNumbersOfAnArray_AreFound() => Verify.Method(
        Rule,
        """
        var loss = torch.nn.functional.cross_entropy(model.forward(input), [|torch.tensor(new[] { 0, 1 })|]);
        """);

    [Fact]
    public Task LongClassNumbers_AreSilent() => Verify.Method(
        Rule,
        """
        var labels = target.to(ScalarType.Int64);
        var loss = torch.nn.functional.cross_entropy(model.forward(input), labels);
        """);

    [Fact]
    public Task WholeNumbersForBinary_AreFound() => Verify.Method(
        Rule,
        """
        var loss = torch.nn.functional.binary_cross_entropy(torch.sigmoid(model.forward(input)), [|target.to(ScalarType.Int64)|]);
        """);
}
