using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class DropoutAlwaysOnTests
{
    private const string Rule = "TL2022";

    [Fact]
    public Task DefaultInForward_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => [|torch.nn.functional.dropout(x, 0.5)|];
            }
            """);

    [Fact]
    public Task TrainingPassed_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => torch.nn.functional.dropout(x, 0.5, training);
            }
            """);

    [Fact]
    public Task SwitchedOnOnPurpose_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor x) => torch.nn.functional.dropout(x, 0.5, training: true);
            }
            """);

    [Fact]
    public Task OutsideOfAModule_IsSilent() => Verify.Method(
        Rule,
        """
            var noisy = torch.nn.functional.dropout(input, 0.5);
            """);
}
