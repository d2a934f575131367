using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LossInputMismatchTests
{
    private const string Rule = "TL2005";

    [Fact]
    public Task SoftmaxIntoCrossEntropy_IsFound() => Verify.Method(
        Rule,
        """
            var probabilities = model.forward(input).softmax(1);
            var loss = [|torch.nn.functional.cross_entropy(probabilities, target)|];
            """);

    [Fact]
    public Task RawOutputsIntoCrossEntropy_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.cross_entropy(model.forward(input), target);
            """);

    [Fact]
    public Task LogSoftmaxIntoNll_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.nll_loss(torch.nn.functional.log_softmax(model.forward(input), 1), target);
            """);

    [Fact]
    public Task SequentialThatEndsInSoftmax_IsFound() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Sequential(("fc", torch.nn.Linear(10, 2)), ("out", torch.nn.Softmax(1)));
            var criterion = torch.nn.CrossEntropyLoss();
            var loss = [|criterion.forward(net.forward(input), target)|];
            """);

    [Fact]
    public Task SequentialThatEndsInLinearIntoNll_IsFound() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Sequential(torch.nn.Linear(10, 2), torch.nn.ReLU(), torch.nn.Linear(2, 2));
            var loss = [|torch.nn.functional.nll_loss(net.forward(input), target)|];
            """);

    [Fact]
    public Task SigmoidIntoTheLossWithLogits_IsFound() => Verify.Method(
        Rule,
        """
            var loss = [|torch.nn.functional.binary_cross_entropy_with_logits(torch.sigmoid(model.forward(input)), target)|];
            """);

    [Fact]
    public Task SigmoidIntoBce_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.binary_cross_entropy(torch.sigmoid(model.forward(input)), target);
            """);

    [Fact]
    public Task ModelOfUnknownShape_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.nll_loss(model.forward(input), target);
            """);

    [Fact]
    public Task ForwardOfOnesOwnModelThatEndsInSoftmax_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear fc = torch.nn.Linear(10, 2);

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => torch.nn.functional.softmax(fc.forward(x), 1);
            }

            public static class Training
            {
                public static void Run(Net net, Tensor input, Tensor target)
                {
                    var loss = [|torch.nn.functional.cross_entropy(net.forward(input), target)|];
                }
            }
            """);

    [Fact]
    public Task LossBuiltOnCondition_IsSilent() => Verify.Method(
        Rule,
        """
            var weighted = input is null ? torch.nn.CrossEntropyLoss() : torch.nn.CrossEntropyLoss(weight: input);
            var loss = weighted.forward(model.forward(input), target);
            """);

    [Theory]
    [InlineData("var y = fc.forward(x); y = torch.nn.functional.softmax(y, 1); return y;")]
    [InlineData("x = fc.forward(x); x = torch.nn.functional.softmax(x, 1); return x;")]
    [InlineData("x = fc.forward(x); var y = torch.nn.functional.softmax(x, 1); x = y; return x.view(-1, 2);")]
    [InlineData("return torch.nn.functional.softmax(fc.forward(x), 1).to(torch.CPU);")]
    public Task ForwardThatWritesItsVariableAgain_IsReadUpToItsEnd(string forward) => Verify.Method(Rule, Net(forward) + Training("var loss = [|torch.nn.functional.cross_entropy(net.forward(input), target)|];"));

    [Theory]
    [InlineData("var y = torch.nn.functional.softmax(x, 1); y = fc.forward(y); return y;")]
    [InlineData("x = fc.forward(x); if (x.requires_grad) { x = torch.nn.functional.softmax(x, 1); } return x;")]
    [InlineData("x = fc.forward(x); if (!training) x = torch.nn.functional.softmax(x, 1); return x;")]
    [InlineData("x = torch.nn.functional.softmax(x, 1); Mix(ref x); return x;")]
    [InlineData("var y = x; y = fc.forward(y); System.Func<Tensor> later = () => y = torch.nn.functional.softmax(y, 1); return y;")]
    public Task ForwardWhoseLastWriteIsNoSoftmaxOrIsOpen_IsSilent(string forward) => Verify.Method(Rule, Net(forward) + Training("var loss = torch.nn.functional.cross_entropy(net.forward(input), target);"));

    [Fact]
    public Task OutputsThatAreWrittenAgainInTheLoop_AreReadUpToTheLoss() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var output = model.forward(x);
                output = torch.nn.functional.softmax(output, 1);
                var loss = [|torch.nn.functional.cross_entropy(output, y)|];
                output = model.forward(x);
            }
            """);

    [Fact]
    public Task LossThatWasMovedToADevice_IsStillThatLoss() => Verify.Method(
        Rule,
        """
            var criterion = torch.nn.CrossEntropyLoss().to(torch.CPU);
            var loss = [|criterion.forward(torch.nn.functional.softmax(model.forward(input), 1), target)|];
            """);

    [Fact]
    public Task ModelUnderTheNameOfItsBase_IsReadByWhatWasCreated() => Verify.Method(
        Rule,
        Net("return torch.nn.functional.softmax(fc.forward(x), 1);") + """

            public static class Training
            {
                public static void Run(Tensor input, Tensor target)
                {
                    torch.nn.Module<Tensor, Tensor> net = new Net();
                    Fit(net, input, target);
                }

                private static void Fit(torch.nn.Module<Tensor, Tensor> net, Tensor input, Tensor target)
                {
                    var loss = [|torch.nn.functional.cross_entropy(net.forward(input), target)|];
                }
            }
            """);

    private static string Net(string forward) => $$"""
        public sealed class Net : torch.nn.Module<Tensor, Tensor>
        {
            private readonly Linear fc = torch.nn.Linear(10, 2);

            public Net()
                : base("net") => RegisterComponents();

            public override Tensor forward(Tensor x)
            {
                {{forward}}
            }

            private static void Mix(ref Tensor x) => x = null!;
        }

        """;

    private static string Training(string body) => $$"""

        public static class Training
        {
            public static void Run(Net net, Tensor input, Tensor target)
            {
                {{body}}
            }
        }
        """;

    [Fact]
    public Task SoftmaxAtTheEndOfAList_IsFound() => Verify.Method(
        "TL2005",
        """
            var layers = new List<torch.nn.Module<Tensor, Tensor>> { torch.nn.Linear(4, 3) };
            layers.Add(torch.nn.Softmax(1));
            var net = torch.nn.Sequential(layers);
            var loss = [|torch.nn.functional.cross_entropy(net.forward(input), target)|];
            """);

    [Fact]
    public Task SoftmaxInAModelThatAnotherTypeBuilds_IsFound() => Verify.Code(
        "TL2005",
        Snippets.Usings +
        """
            public static class Models
            {
                public static Sequential Build()
                {
                    var layers = new List<(string, torch.nn.Module<Tensor, Tensor>)> { ("first", torch.nn.Linear(4, 3)),
                        ("last", torch.nn.Softmax(1)) };
                    return torch.nn.Sequential(layers);
                }
            }

            public static class Program
            {
                public static Tensor Loss(Tensor input, Tensor target)
                {
                    var net = Models.Build();
                    return [|torch.nn.functional.cross_entropy(net.forward(input), target)|];
                }
            }
            """);

    [Theory]
    [InlineData("if (input.dim() > 2) { layers.Add(torch.nn.Softmax(1)); }")]
    [InlineData("if (input.dim() > 2) layers.Add(torch.nn.Softmax(1));")]
    public Task ListThatGrowsUnderACondition_IsSilent(string addition) => Verify.Method(
        "TL2005",
        $$"""
            var layers = new List<torch.nn.Module<Tensor, Tensor>> { torch.nn.Linear(4, 3) };
            {{addition}}

            var net = torch.nn.Sequential(layers);
            var loss = torch.nn.functional.cross_entropy(net.forward(input), target);
            """);

    [Fact]
    public Task ListThatSomebodyElseFills_IsSilent() => Verify.Method(
        "TL2005",
        """
            var layers = new List<torch.nn.Module<Tensor, Tensor>> { torch.nn.Linear(4, 3), torch.nn.Softmax(1) };
            layers.Reverse();
            var net = torch.nn.Sequential(layers);
            var loss = torch.nn.functional.cross_entropy(net.forward(input), target);
            """);

    [Fact]
    public Task LossInAMethodOfAnotherType_IsFound() => Verify.Method(
        "TL2005",
        """
            public static class Losses
            {
                public static Tensor Of(Tensor output, Tensor target) =>
                    [|torch.nn.functional.binary_cross_entropy_with_logits(output, target)|];
            }

            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Sequential body = torch.nn.Sequential(torch.nn.Linear(4, 1), torch.nn.Sigmoid());

                public Net() : base("net")
                {
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => body.forward(x);
            }

            public static class Training
            {
                public static Tensor Loss(Net net, Tensor x, Tensor y) => Losses.Of(net.forward(x), y);
            }
            """);
}
