using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class UnregisteredModulesTests
{
    private const string Rule = "TL2023";

    [Fact]
    public Task FieldThatIsNeverRegistered_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear [|fc = torch.nn.Linear(10, 2)|];

                public Net()
                    : base("net")
                {
                }

                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);

    [Fact]
    public Task RegisteredField_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc = torch.nn.Linear(10, 2);

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);

    [Fact]
    public Task FieldFromACaller_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc;

                public Net(Linear shared)
                    : base("net") => fc = shared;

                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);

    [Fact]
    public Task LayersInAList_AreFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly List<Linear> [|layers = new()|];

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => layers[0].forward(x);
            }
            """);

    [Fact]
    public Task LayersInAModuleList_AreSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly ModuleList<Linear> layers = torch.nn.ModuleList(torch.nn.Linear(10, 2));

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => layers.First().forward(x);
            }
            """);

    [Fact]
    public Task RegisteredByHand_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc = torch.nn.Linear(10, 2);

                public Net()
                    : base("net") => register_module("fc", fc);

                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);
}
