using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class WeightsStartEqualTests
{
    private const string Rule = "TL2053";

    [Fact]
    public Task EveryParameterZero_IsFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            foreach (var parameter in model.parameters())
            {
                [|torch.nn.init.zeros_(parameter)|];
            }
            """);

    [Fact]
    public Task WeightsOfEveryLinear_AreFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear first = torch.nn.Linear(4, 8);

                public Net() : base("net")
                {
                    RegisterComponents();
                    foreach (var part in modules())
                    {
                        if (part is Linear layer)
                        {
                            [|torch.nn.init.constant_(layer.weight, 0.1)|];
                            torch.nn.init.zeros_(layer.bias);
                        }
                    }
                }

                public override Tensor forward(Tensor x) => first.forward(x);
            }
            """);

    [Fact]
    public Task BiasesByName_AreSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            foreach (var (name, parameter) in model.named_parameters())
            {
                if (name.EndsWith("bias"))
                {
                    torch.nn.init.zeros_(parameter);
                }
            }
            """);

    [Fact]
    public Task SumOfWeights_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var parameter in model.parameters())
            {
                torch.nn.init.zeros_(parameter);
            }
            """);

    [Fact]
    public Task OneLayerAmongSeveral_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear down = torch.nn.Linear(8, 2);
                private readonly Linear up = torch.nn.Linear(2, 8);

                public Net() : base("net")
                {
                    RegisterComponents();
                    torch.nn.init.zeros_(up.weight);
                }

                public override Tensor forward(Tensor x) => x + up.forward(down.forward(x));
            }
            """);

    [Theory]
    [InlineData("[|torch.nn.init.constant_(layer.weight, 0.1)|];", "Start(first); Start(second);")]
    [InlineData("torch.nn.init.constant_(layer.weight, 0.1);", "Start(second);")]
    [InlineData("torch.nn.init.normal_(layer.weight);", "Start(first); Start(second);")]
    public Task MethodThatStartsALayer_IsFoundWhereAllAreStartedByIt(string start, string calls) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear first = torch.nn.Linear(4, 8);
                private readonly Linear second = torch.nn.Linear(8, 1);

                public Net() : base("net")
                {
                    RegisterComponents();
                    {{calls}}
                }

                private static void Start(Linear layer)
                {
                    {{start}}
                }

                public override Tensor forward(Tensor x) => second.forward(first.forward(x));
            }
            """);

    [Theory]
    [InlineData("if (part is Linear layer) { [|torch.nn.init.zeros_(layer.weight)|]; }")]
    [InlineData("if (part is Linear layer && layer.bias is null) { torch.nn.init.zeros_(layer.weight); }")]
    public Task AppliedToEveryPart_IsFound(string start) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear first = torch.nn.Linear(4, 8);
                private readonly Linear second = torch.nn.Linear(8, 1);

                public Net() : base("net")
                {
                    RegisterComponents();
                    apply(part => { {{start}} });
                }

                public override Tensor forward(Tensor x) => second.forward(first.forward(x));
            }
            """);

    [Theory]
    [InlineData("[|torch.nn.init.constant_(layer.weight, 0.1)|]")]
    [InlineData("torch.nn.init.xavier_uniform_(layer.weight)")]
    public Task LoopOverAllLayers_IsFound(string start) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear first = torch.nn.Linear(4, 8);
                private readonly Linear second = torch.nn.Linear(8, 2);

                public Net() : base("net")
                {
                    foreach (var layer in new[] { first, second })
                    {
                        {{start}};
                    }

                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => second.forward(first.forward(x));
            }
            """);
}
