using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class JudgedInTrainingModeTests
{
    private const string Rule = "TL2057";

    [Theory]
    [InlineData("torch.nn.Dropout(0.5)", "", "[|net.forward(held)|].argmax(1).eq(target)")]
    [InlineData("torch.nn.BatchNorm1d(8)", "", "torch.nn.functional.mse_loss([|net.forward(held)|], target)")]
    [InlineData("torch.nn.Dropout(0.5)", "net.eval();", "net.forward(held).argmax(1).eq(target)")]
    [InlineData("torch.nn.Dropout(0.5)", "net.train(false);", "net.forward(held).argmax(1).eq(target)")]
    [InlineData("torch.nn.ReLU()", "", "net.forward(held).argmax(1).eq(target)")]
    [InlineData("torch.nn.Dropout(0.5)", "", "net.forward(held)")]
    public Task NetWithNoise_IsFound(string layer, string before, string measured) => Verify.Method(
        Rule,
        $$"""
            var net = torch.nn.Sequential(torch.nn.Linear(4, 8), {{layer}}, torch.nn.Linear(8, 3));
            var adam = torch.optim.Adam(net.parameters());
            foreach (var (x, y) in batches)
            {
                adam.zero_grad();
                torch.nn.functional.cross_entropy(net.forward(x), y).backward();
                adam.step();
            }

            {{before}}
            using (torch.no_grad())
            {
                Console.WriteLine({{measured}});
            }
            """);

    // Labels of a model's own making are drawn in training mode, within the training.
    [Fact]
    public Task OutputsThatTrainingUses_AreSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 3));
            var adam = torch.optim.Adam(net.parameters());
            foreach (var (x, y) in batches)
            {
                Tensor guessed;
                using (torch.no_grad())
                {
                    guessed = net.forward(held).argmax(1);
                }

                adam.zero_grad();
                torch.nn.functional.cross_entropy(net.forward(held), guessed).backward();
                adam.step();
            }
            """);

    [Theory]
    [InlineData("", "[|_net.forward(x)|]")]
    [InlineData("_net.eval();", "_net.forward(x)")]
    public Task NetOfATypeInAMethodOfItsOwn_IsFound(string before, string forward) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
        public sealed class Net : torch.nn.Module<Tensor, Tensor>
        {
            private readonly Linear first = torch.nn.Linear(4, 3);
            private readonly Dropout drop = torch.nn.Dropout(0.5);

            public Net() : base("net") => RegisterComponents();

            public override Tensor forward(Tensor x) => drop.forward(first.forward(x));
        }

        public sealed class Experiment
        {
            private readonly Net _net = new();

            public void Fit(IEnumerable<(Tensor X, Tensor Y)> batches)
            {
                var adam = torch.optim.Adam(_net.parameters());
                foreach (var (x, y) in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.cross_entropy(_net.forward(x), y).backward();
                    adam.step();
                }
            }

            public long Accuracy(IEnumerable<(Tensor X, Tensor Y)> batches)
            {
                {{before}}
                using var noGrad = torch.no_grad();
                var right = 0L;
                foreach (var (x, y) in batches)
                {
                    right += {{forward}}.argmax(1).eq(y).sum().item<long>();
                }

                return right;
            }
        }
        """);

    // A library's model may be switched by whoever gets it.
    [Fact]
    public Task NetThatOthersReach_IsSilent() => Verify.Code(
        Rule,
        Snippets.Usings + """
        public sealed class Experiment
        {
            public readonly Sequential Net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.5));

            public void Fit(Tensor input, Tensor target)
            {
                var adam = torch.optim.Adam(Net.parameters());
                adam.zero_grad();
                torch.nn.functional.cross_entropy(Net.forward(input), target).backward();
                adam.step();
            }

            public Tensor Loss(Tensor input, Tensor target)
            {
                using var noGrad = torch.no_grad();
                return torch.nn.functional.cross_entropy(Net.forward(input), target);
            }
        }
        """);
}
