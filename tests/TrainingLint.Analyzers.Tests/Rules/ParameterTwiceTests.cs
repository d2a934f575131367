using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ParameterTwiceTests
{
    private const string Rule = "TL2035";

    [Fact]
    public Task SameModelTwice_IsFound() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(net.parameters().Concat([|net.parameters()|]), 0.01, momentum: 0.9);
        """);

    [Fact]
    public Task TwoModels_IsSilent() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 1);
        var head = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(net.parameters().Concat(head.parameters()), 0.01, momentum: 0.9);
        """);

    [Fact]
    public Task SelectedParts_AreSilent() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(net.parameters().Take(1).Concat(net.parameters().Skip(1)), 0.01, momentum: 0.9);
        """);
}
