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

    [Theory]
    [InlineData("[|model.parameters()|]")]
    [InlineData("other.parameters()")]
    public Task ListThatIsJoinedBefore_IsFollowed(string second) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.nn.Module<Tensor, Tensor> other)
                {
                    var all = model.parameters().Concat({{second}});
                    var adam = torch.optim.Adam(all);
                }
            }
            """);

    [Theory]
    [InlineData("other.parameters()")]
    [InlineData("[|first.parameters()|]")]
    public Task ModelsThatOneHelperIsHanded_AreNotOneModel(string last) => Verify.Method(
        "TL2035",
        $$"""
            public static class Training
            {
                private static void Describe(torch.nn.Module net) => Console.WriteLine(net.parameters().Count());

                public static void Run()
                {
                    var first = torch.nn.Linear(4, 4);
                    var other = torch.nn.Linear(4, 4);
                    Describe(first);
                    Describe(other);
                    var optimizer = torch.optim.SGD(first.parameters().Concat({{last}}), 0.01);
                }
            }
            """);
}
