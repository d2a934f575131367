using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class UnregisteredModulesTests
{
    private const string Rule = "TL2023";

    // A module that registers nothing, followed by what the program does with it.
    private const string Block = """
            public sealed class Block : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc = torch.nn.Linear(4, 4);

                public Block()
                    : base("block")
                {
                }

                public override Tensor forward(Tensor x) => fc.forward(x);
            }

        """;

    private static readonly string FoundBlock = Block.Replace("fc = torch.nn.Linear(4, 4)", "[|fc = torch.nn.Linear(4, 4)|]", System.StringComparison.Ordinal);

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

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
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

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
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

                public void Train() => torch.optim.Adam(parameters());

                public override Tensor forward(Tensor x) => fc.forward(x);
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

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """);

    [Fact]
    public Task ModuleThatNobodyUses_IsSilent() => Verify.Method(
        Rule,
        Block + """
            public static class Training
            {
            }
            """);

    [Fact]
    public Task PartOfAnotherModule_IsSilent() => Verify.Method(
        Rule,
        Block + """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Block block;

                public Net()
                    : base("net")
                {
                    block = new Block();
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => block.forward(x);
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """);

    [Fact]
    public Task PartOfAModuleList_IsSilent() => Verify.Method(
        Rule,
        Block + """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly ModuleList<Block> blocks = new();

                public Net()
                    : base("net")
                {
                    blocks.Add(new Block());
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => blocks[0].forward(x);
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """);

    [Fact]
    public Task PartOfASequential_IsFound() => Verify.Method(
        Rule,
        FoundBlock + """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Sequential layers;

                public Net()
                    : base("net")
                {
                    layers = torch.nn.Sequential(("a", new Block()), ("b", torch.nn.ReLU()));
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => layers.forward(x);
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """, message: "a Sequential does not register what its modules hold");

    [Fact]
    public Task PartOfASequentialThroughAList_IsFound() => Verify.Method(
        Rule,
        FoundBlock + """
            public static class Training
            {
                public static Sequential Build()
                {
                    var layers = new List<torch.nn.Module<Tensor, Tensor>>();
                    for (var i = 0; i < 3; i++)
                    {
                        layers.Add(new Block());
                    }

                    return torch.nn.Sequential(layers.ToArray());
                }
            }
            """);

    [Fact]
    public Task AppendedToASequential_IsFound() => Verify.Method(
        Rule,
        FoundBlock + """
            public static class Training
            {
                public static Sequential Build() => torch.nn.Sequential(torch.nn.ReLU()).append(new Block());
            }
            """);

    [Fact]
    public Task FieldThatIsPartOfASequentialAsWell_IsSilent() => Verify.Method(
        Rule,
        Block + """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Block block = new();
                private readonly Sequential layers;

                public Net()
                    : base("net")
                {
                    layers = torch.nn.Sequential(block, torch.nn.ReLU());
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => layers.forward(block.forward(x));
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """);

    [Fact]
    public Task SavedModule_IsFound() => Verify.Method(
        Rule,
        FoundBlock + """
            public static class Training
            {
                public static void Run()
                {
                    var block = new Block().to(torch.CPU);
                    block.save("block.dat");
                }
            }
            """);

    [Fact]
    public Task ModuleThatIsPassedOnAndTrained_IsFound() => Verify.Method(
        Rule,
        FoundBlock + """
            public sealed class Training
            {
                private readonly torch.nn.Module<Tensor, Tensor> model;

                public Training(torch.nn.Module<Tensor, Tensor> model) => this.model = model;

                public void Run() => torch.optim.Adam(model.parameters());
            }

            public static class Program
            {
                public static void Start() => new Training(new Block()).Run();
            }
            """);

    [Fact]
    public Task ParameterOfTheType_IsFound() => Verify.Method(
        Rule,
        FoundBlock + """
            public static class Training
            {
                public static void Fit(Block block) => torch.optim.Adam(block.parameters());
            }
            """);

    [Fact]
    public Task ParameterOfTheTypeThatIsAPartElsewhere_IsSilent() => Verify.Method(
        Rule,
        Block + """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                public readonly Block First = new();

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => First.forward(x);
            }

            public static class Training
            {
                public static void Fit(Block block) => torch.optim.Adam(block.parameters());

                public static void Tune(Net net) => torch.optim.Adam(net.First.parameters());
            }
            """);

    [Fact]
    public Task ModuleThatOnlyPredicts_IsSilent() => Verify.Method(
        Rule,
        Block + """
            public static class Training
            {
                public static Tensor Run(Tensor x)
                {
                    var block = new Block();
                    return block.forward(x);
                }
            }
            """);

    [Fact]
    public Task ModuleThatTrainsItself_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear [|fc = torch.nn.Linear(10, 2)|];

                public Net()
                    : base("net")
                {
                }

                public void Train() => torch.optim.Adam(parameters());

                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);

    [Fact]
    public Task ModuleOfATopLevelProgram_IsFound() => Verify.Code(
        Rule,
        Snippets.Usings + """
            var block = new Block();
            torch.optim.Adam(block.parameters());

            """ + FoundBlock,
        new SnippetOptions { IsProgram = true });

    [Fact]
    public Task ActivationWithoutRegistration_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly ReLU act = torch.nn.ReLU();
                private readonly Sequential tail = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Tanh());

                public Net()
                    : base("net")
                {
                }

                public override Tensor forward(Tensor x) => tail.forward(act.forward(x));
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """);

    [Fact]
    public Task ActivationOfOnesOwn_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Swish : torch.nn.Module<Tensor, Tensor>
            {
                public Swish()
                    : base("swish")
                {
                }

                public override Tensor forward(Tensor x) => x * torch.sigmoid(x);
            }

            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Swish act = new();

                public Net()
                    : base("net")
                {
                }

                public override Tensor forward(Tensor x) => act.forward(x);
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """);

    [Fact]
    public Task DropoutWithoutRegistration_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Dropout [|drop = torch.nn.Dropout()|];

                public Net()
                    : base("net")
                {
                }

                public override Tensor forward(Tensor x) => drop.forward(x);
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    net.eval();
                }
            }
            """, message: "eval() does not reach it");

    [Fact]
    public Task LayerBesideADropout_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Dropout drop = torch.nn.Dropout();
                private readonly Linear [|fc = torch.nn.Linear(10, 2)|];

                public Net()
                    : base("net")
                {
                }

                public override Tensor forward(Tensor x) => fc.forward(drop.forward(x));
            }

            public static class Training
            {
                public static void Run()
                {
                    var net = new Net();
                    var adam = torch.optim.Adam(net.parameters());
                }
            }
            """, message: "does not see its weights");

    [Fact]
    public Task RegisteredBeforeAnyLayer_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc;

                public Net()
                    : base("net")
                {
                    [|RegisterComponents()|];
                    fc = torch.nn.Linear(10, 2);
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """, message: "before any layer exists");

    [Fact]
    public Task RegisteredBehindAnInitializer_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc = torch.nn.Linear(10, 2);
                private readonly Linear later;

                public Net()
                    : base("net")
                {
                    RegisterComponents();
                    later = torch.nn.Linear(2, 2);
                }

                public override Tensor forward(Tensor x) => later.forward(fc.forward(x));
            }
            """);

    [Fact]
    public Task RegisteredBehindTheFirstLayer_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc;
                private readonly Linear later;

                public Net()
                    : base("net")
                {
                    fc = torch.nn.Linear(10, 2);
                    RegisterComponents();
                    later = torch.nn.Linear(2, 2);
                }

                public override Tensor forward(Tensor x) => later.forward(fc.forward(x));
            }
            """);

    [Fact]
    public Task RegisteredBehindAMethodThatBuilds_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private Linear fc = null!;

                public Net()
                    : base("net")
                {
                    Build();
                    RegisterComponents();
                    fc = torch.nn.Linear(10, 2);
                }

                public override Tensor forward(Tensor x) => fc.forward(x);

                private void Build() => fc = torch.nn.Linear(10, 2);
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
    public Task LayersInAnArray_AreFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear[] [|layers = { torch.nn.Linear(4, 4), torch.nn.Linear(4, 4) }|];

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
    public Task ActivationsInAList_AreSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly List<ReLU> acts = new() { torch.nn.ReLU() };

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => acts[0].forward(x);
            }
            """);

    [Fact]
    public Task OrderOfRegisteredFields_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear a = torch.nn.Linear(4, 4);
                private readonly Linear b = torch.nn.Linear(4, 4);
                private readonly Linear[] order;

                public Net()
                    : base("net")
                {
                    order = new[] { a, b };
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => order[0].forward(x);
            }
            """);

    [Fact]
    public Task OrderWithALayerOfItsOwn_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear a = torch.nn.Linear(4, 4);
                private readonly Linear[] [|order|];

                public Net()
                    : base("net")
                {
                    order = new[] { a, torch.nn.Linear(4, 4) };
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => order[0].forward(x);
            }
            """);

    [Fact]
    public Task ElementsOfASequential_AreSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear[] layers;
                private readonly Sequential all;

                public Net()
                    : base("net")
                {
                    layers = new[] { torch.nn.Linear(4, 4), torch.nn.Linear(4, 4) };
                    all = torch.nn.Sequential(("a", layers[0]), ("b", layers[1]));
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => layers[0].forward(x);
            }
            """);

    [Fact]
    public Task ListBesideAModuleList_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly List<Linear> layers = new();
                private readonly ModuleList<Linear> all;

                public Net()
                    : base("net")
                {
                    layers.Add(torch.nn.Linear(4, 4));
                    all = new ModuleList<Linear>(layers.ToArray());
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => layers[0].forward(x);
            }
            """);

    [Fact]
    public Task ListWhoseLayersAreAddedToAModuleList_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly List<Linear> layers = new();
                private readonly ModuleList<Linear> all = new();

                public Net()
                    : base("net")
                {
                    for (var i = 0; i < 3; i++)
                    {
                        var layer = torch.nn.Linear(4, 4);
                        layers.Add(layer);
                        all.Add(layer);
                    }
                    
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => layers[0].forward(x);
            }
            """);

    [Fact]
    public Task ListWhoseLayersAreAddedToNothingElse_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly List<Linear> [|layers = new()|];

                public Net()
                    : base("net")
                {
                    for (var i = 0; i < 3; i++)
                    {
                        var layer = torch.nn.Linear(4, 4);
                        layers.Add(layer);
                    }
                    
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => layers[0].forward(x);
            }
            """);

    [Theory]
    [InlineData("List<Linear> [|_hidden = new()|]")]
    [InlineData("ModuleList<Linear> _hidden = new()")]
    public Task ListOfAPartialType_IsFound(string field) => Verify.Code("TL2023", Snippets.Usings +
        $$"""
        public partial class Net : torch.nn.Module<Tensor, Tensor>
        {
            private readonly {{field}};

            public Net() : base("net")
            {
                _hidden.Add(torch.nn.Linear(4, 4));
                RegisterComponents();
            }
        }

        public partial class Net
        {
            public override Tensor forward(Tensor input)
            {
                foreach (var layer in _hidden)
                {
                    input = layer.forward(input);
                }

                return input;
            }
        }

        public static class Training
        {
            public static torch.optim.Optimizer Start() => torch.optim.Adam(new Net().parameters());
        }
        """);
}
