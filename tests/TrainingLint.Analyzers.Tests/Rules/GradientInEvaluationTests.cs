using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class GradientInEvaluationTests
{
    private const string Rule = "TL2004";

    [Fact]
    public Task ForwardBehindEval_IsFound() => Verify.Method(
        Rule,
        """
            [|model.eval()|];
            model.forward(held);
            """);

    [Fact]
    public Task WithinNoGrad_IsSilent() => Verify.Method(
        Rule,
        """
            model.eval();
            using (torch.no_grad())
            {
                model.forward(held);
            }
            """);

    [Fact]
    public Task CallerSwitchesGradientsOff_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Tensor held)
                {
                    using var noGrad = torch.no_grad();
                    Test(model, held);
                }

                private static void Test(torch.nn.Module<Tensor, Tensor> model, Tensor held)
                {
                    model.eval();
                    model.forward(held);
                }
            }
            """);

    [Fact]
    public Task EvaluationThatNeedsGradients_IsSilent() => Verify.Method(
        Rule,
        """
            model.eval();
            held.requires_grad = true;
            model.forward(held).sum().backward();
            """);

    [Fact]
    public Task OutputThatTheCallerAskedFor_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model)
            {
                public Tensor Predict(Tensor input)
                {
                    model.eval();
                    return model.forward(input);
                }

                public (Tensor Output, int Count) PredictAll(Tensor input)
                {
                    model.eval();
                    return (model.forward(input), 1);
                }
            }
            """);

    [Fact]
    public Task OverrideThatTheBaseCalls_IsSilent() => Verify.Method(
        Rule,
        """
            public abstract class Predictor
            {
                public Tensor Predict(Tensor input)
                {
                    using var noGrad = torch.no_grad();
                    return Core(input);
                }

                protected abstract Tensor Core(Tensor input);
            }

            public sealed class Training(torch.nn.Module<Tensor, Tensor> model) : Predictor
            {
                protected override Tensor Core(Tensor input)
                {
                    model.eval();
                    return model.forward(input);
                }
            }
            """);

    [Fact]
    public Task ContractThatOthersCall_IsSilent() => Verify.Method(
        Rule,
        """
            public interface IMeasure
            {
                float Of(Tensor input);
            }

            public sealed class Training(torch.nn.Module<Tensor, Tensor> model) : IMeasure
            {
                public float Of(Tensor input)
                {
                    model.eval();
                    return model.forward(input).item<float>();
                }
            }
            """);

    [Fact]
    public Task CallerInAnotherTypeSwitchesGradientsOff_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model)
            {
                public float Measure(Tensor input)
                {
                    model.eval();
                    return model.forward(input).item<float>();
                }
            }

            public static class Program
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Tensor input)
                {
                    using (torch.no_grad())
                    {
                        Console.WriteLine(new Training(model).Measure(input));
                    }
                }
            }
            """);

    [Fact]
    public Task CallerInAnotherTypeLeavesGradientsOn_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model)
            {
                public float Measure(Tensor input)
                {
                    [|model.eval()|];
                    return model.forward(input).item<float>();
                }
            }

            public static class Program
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, Tensor input) => Console.WriteLine(new Training(model).Measure(input));

                public static void Other()
                {
                    using (torch.no_grad())
                    {
                    }
                }
            }
            """);

    [Fact]
    public Task OutputThatOnlyItsOwnTypeUses_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model)
            {
                public void Test(Tensor held) => Console.WriteLine(Predict(held).item<float>());

                private Tensor Predict(Tensor input)
                {
                    [|model.eval()|];
                    return model.forward(input);
                }
            }
            """);

    [Fact]
    public Task PublicTestThatOnlyPrints_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Test(torch.nn.Module<Tensor, Tensor> model, IEnumerable<(Tensor X, Tensor Y)> batches)
                {
                    [|model.eval()|];
                    var sum = 0f;
                    foreach (var (x, y) in batches)
                    {
                        sum += torch.nn.functional.mse_loss(model.forward(x), y).item<float>();
                    }

                    Console.WriteLine(sum);
                }
            }
            """);

    [Fact]
    public Task GradientsSwitchedOffForTheProgram_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Test(torch.nn.Module<Tensor, Tensor> model, Tensor held)
                {
                    model.eval();
                    Console.WriteLine(model.forward(held).item<float>());
                }
            }

            public static class Program
            {
                public static void Main() => torch.set_grad_enabled(false);
            }
            """);

    [Fact]
    public Task DetachedTargets_AreSilent() => Verify.Method(
        Rule,
        """
            model.eval();
            var wanted = model.forward(held).detach();
            var features = model.forward(target);
            var other = features.detach();
            for (var i = 0; i < 300; i++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(input, wanted + other).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task OutputThatIsUsedAndDetached_IsFound() => Verify.Method(
        Rule,
        """
            [|model.eval()|];
            var output = model.forward(held);
            Console.WriteLine(output.item<float>());
            Console.WriteLine(output.detach().item<float>());
            """);

    [Fact]
    public Task GradientsSwitchedOffInAComment_AreFound() => Verify.Method(
        Rule,
        """
            // torch.set_grad_enabled(false) would do
            [|model.eval()|];
            model.forward(held);
            """);
}
