using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LossWithoutGraphTests
{
    private const string Rule = "TL2029";

    [Fact]
    public Task DetachedLoss_IsFound() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target).detach();
            [|loss.backward()|];
            """);

    [Fact]
    public Task DetachedOnTheSpot_IsFound() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            [|loss.detach().backward()|];
            """);

    [Fact]
    public Task DetachedTarget_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), model.forward(held).detach());
            loss.backward();
            """);

    [Fact]
    public Task LossItself_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            loss.backward();
            Console.WriteLine(loss.detach());
            """);

    [Fact]
    public Task ForwardPassWithoutGradients_IsFound() => Verify.Method(
        Rule,
        """
            Tensor loss;
            using (torch.no_grad())
            {
                loss = torch.nn.functional.mse_loss(model.forward(input), target);
            }

            [|loss.backward()|];
            """);

    [Fact]
    public Task ScopeHeldOverTheForwardPass_IsFound() => Verify.Method(
        Rule,
        """
            using var noGrad = torch.no_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            [|loss.backward()|];
            """);

    [Fact]
    public Task GradientsSwitchedOnAgain_IsSilent() => Verify.Method(
        Rule,
        """
            using var noGrad = torch.no_grad();
            using var grad = torch.enable_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(input), target);
            loss.backward();
            """);

    [Fact]
    public Task OutputOfAScopeWithoutGradients_IsFound() => Verify.Method(
        "TL2029",
        """
            Tensor output;
            using (torch.no_grad())
            {
                output = model.forward(input);
            }

            var loss = torch.nn.functional.cross_entropy(output, target);
            [|loss.backward()|];
            """);

    [Fact]
    public Task OutputThatWantsGradientsItself_IsSilent() => Verify.Method(
        "TL2029",
        """
            Tensor output;
            using (torch.no_grad())
            {
                output = model.forward(input);
            }

            output.requires_grad_();
            var loss = torch.nn.functional.cross_entropy(output, target);
            loss.backward();
            """);

    [Fact]
    public Task LossFromANumberThatWantsGradients_IsFound() => Verify.Method(
        "TL2029",
        """
            var value = torch.nn.functional.mse_loss(model.forward(input), target).item<float>();
            var loss = torch.tensor(value, requires_grad: true);
            [|loss.backward()|];
            """);

    [Theory]
    [InlineData("using var scope = torch.no_grad();", "[|loss.backward()|];")]
    [InlineData("", "loss.backward();")]
    public Task MethodThatRunsTheModelWithoutGradients_IsFound(string scope, string backward) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Training
            {
                private readonly Linear model = torch.nn.Linear(4, 2);

                public void Step(Tensor x, Tensor y)
                {
                    var loss = torch.nn.functional.cross_entropy(Predict(x), y);
                    {{backward}}
                }

                private Tensor Predict(Tensor x)
                {
                    {{scope}}
                    return model.forward(x);
                }
            }
            """);

    [Fact]
    public Task TargetOfAnotherNetwork_IsSilent() => Verify.Code(
        Rule,
        Snippets.Usings + """
            public sealed class Training
            {
                private readonly Linear model = torch.nn.Linear(4, 2);
                private readonly Linear other = torch.nn.Linear(4, 2);

                public void Step(Tensor x, Tensor y)
                {
                    var loss = torch.nn.functional.mse_loss(Value(y), model.forward(x));
                    loss.backward();
                }

                private Tensor Value(Tensor x)
                {
                    using var scope = torch.no_grad();
                    return other.forward(x);
                }
            }
            """);

    [Theory]
    [InlineData("model.forward(input).detach()", "[|loss.backward()|];")]
    [InlineData("model.forward(input)", "loss.backward();")]
    public Task DetachedOutput_IsFound(string output, string backward) => Verify.Method(
        Rule,
        $$"""
            var output = {{output}};
            var loss = torch.nn.functional.mse_loss(output, target);
            {{backward}}
            """);

    [Fact]
    public Task DetachedValueBesideALiveOne_IsSilent() => Verify.Method(
        Rule,
        """
            var value = model.forward(held).detach();
            var loss = torch.nn.functional.mse_loss(value, model.forward(input));
            loss.backward();
            """);

    [Theory]
    [InlineData("model.forward(input).data<float>().ToArray()", "torch.tensor(values)", "[|loss.backward()|]")]
    [InlineData("held.data<float>().ToArray()", "model.forward(torch.tensor(values))", "loss.backward()")]
    public Task NumbersReadOutOfTheOutput_AreFound(string values, string output, string backward) => Verify.Method(
        Rule,
        $$"""
            var values = {{values}};
            var loss = ({{output}} - target).pow(2).mean();
            {{backward}};
            """);

    [Theory]
    [InlineData("output.detach()", "[|loss.backward()|]")]
    [InlineData("output", "loss.backward()")]
    public Task LossModuleOfADetachedOutput_IsFound(string input, string backward) => Verify.Method(
        Rule,
        $$"""
            var criterion = torch.nn.MSELoss();
            var output = model.forward(held).relu();
            var loss = criterion.forward({{input}}, target);
            {{backward}};
            """);

    [Fact]
    public Task PartThatNobodyKnows_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input).detach(), target) + held.sum();
            loss.backward();
            """);

    [Fact]
    public Task TensorThatAsksForGradients_IsSilent() => Verify.Method(
        Rule,
        """
            var guess = torch.tensor(model.forward(input).data<float>().ToArray(), requires_grad: true);
            var loss = torch.nn.functional.mse_loss(guess, target);
            loss.backward();
            """);

    [Theory]
    [InlineData(".detach()", "[|loss.backward()|]")]
    [InlineData("", "loss.backward()")]
    public Task ModuleThatDetachesItsOutput_IsFound(string end, string backward) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear layer = torch.nn.Linear(4, 2);
                public Net() : base("net") { RegisterComponents(); }
                public override Tensor forward(Tensor x) { return layer.forward(x){{end}}; }
            }

            public static class Training
            {
                public static void Step(Net net, Tensor x, Tensor target)
                {
                    var loss = torch.nn.functional.mse_loss(net.forward(x), target);
                    {{backward}};
                }
            }
            """);

    // Fitted on TorchSharp 0.107.0: no weight has a gradient after either of the first two.
    [Theory]
    [InlineData("torch.tensor(output.data<float>().ToArray(), output.shape, requires_grad: true)", "[|loss.backward()|]")]
    [InlineData("output.argmax(1).to_type(ScalarType.Float32)", "[|loss.backward()|]")]
    [InlineData("output.gather(1, output.argmax(1, true))", "loss.backward()")]
    [InlineData("output.clamp_min(0)", "loss.backward()")]
    public Task NumbersAndChoicesOfAnOutput_AreFound(string prediction, string backward) => Verify.Method(
        Rule,
        $$"""
            var output = model.forward(input);
            var prediction = {{prediction}};
            var loss = torch.nn.functional.mse_loss(prediction, target);
            {{backward}};
            optimizer.step();
            """);

    [Fact]
    public Task NumbersWhoseGradientIsRead_AreSilent() => Verify.Method(
        Rule,
        """
            var output = model.forward(input);
            var leaf = torch.tensor(output.data<float>().ToArray(), output.shape, requires_grad: true);
            var loss = torch.nn.functional.mse_loss(leaf, target);
            loss.backward();
            output.backward([leaf.grad!]);
            optimizer.step();
            """);

    [Fact]
    public Task NumbersRebuiltByAHelper_AreFound() => Verify.Code(
        Rule,
        Snippets.Usings + """
        public static class Training
        {
            public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor input, Tensor target)
            {
                var loss = torch.nn.functional.mse_loss(NonNegative(model.forward(input)), target);
                [|loss.backward()|];
                optimizer.step();
            }

            private static Tensor NonNegative(Tensor output)
            {
                var values = output.data<float>().Select(value => Math.Max(0f, value)).ToArray();
                return torch.tensor(values, output.shape, requires_grad: true);
            }
        }
        """);
}
