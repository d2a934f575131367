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
}
