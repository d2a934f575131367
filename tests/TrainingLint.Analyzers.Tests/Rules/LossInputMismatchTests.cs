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
}
