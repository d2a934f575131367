using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class MissingZeroGradTests
{
    private const string Rule = "TL2001";

    [Fact]
    public Task LoopThatNeverClears_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                [|optimizer.step()|];
            }
            """);

    [Fact]
    public Task ClearedByModel_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                model.zero_grad();
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearedBehindTheStep_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
                optimizer.zero_grad();
            }
            """);

    [Fact]
    public Task AccumulationThatClearsWithTheStep_IsSilent() => Verify.Method(
        Rule,
        """
            var i = 0;
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                if (++i % 4 == 0)
                {
                    optimizer.step();
                    optimizer.zero_grad();
                }
            }
            """);

    [Fact]
    public Task ClearedOncePerEpochOnly_IsFound() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                foreach (var (x, y) in batches)
                {
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    [|optimizer.step()|];
                }
            }
            """);

    [Fact]
    public Task SingleStepWithoutLoop_IsSilent() => Verify.Method(
        Rule,
        """
            torch.nn.functional.mse_loss(model.forward(input), target).backward();
            optimizer.step();
            """);

    [Fact]
    public Task ModelBuiltAnewInTheLoop_IsSilent() => Verify.Method(
        Rule,
        """
            for (var trial = 0; trial < 3; trial++)
            {
                var fresh = torch.nn.Linear(10, 2);
                var sgd = torch.optim.SGD(fresh.parameters(), 0.1);
                fresh.forward(input).sum().backward();
                sgd.step();
            }
            """);

    [Fact]
    public Task StepInAMethodThatALoopCalls_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
            {
                public void Run(IEnumerable<Tensor> batches)
                {
                    foreach (var batch in batches)
                    {
                        Step(batch);
                    }
                }

                private void Step(Tensor batch)
                {
                    model.forward(batch).sum().backward();
                    [|optimizer.step()|];
                }
            }
            """);

    [Fact]
    public Task HelperOfAnotherTypeThatClears_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Gradients
            {
                public static void Clear(torch.optim.Optimizer optimizer) => optimizer.zero_grad();
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<Tensor> batches)
                {
                    foreach (var batch in batches)
                    {
                        Gradients.Clear(optimizer);
                        model.forward(batch).sum().backward();
                        optimizer.step();
                    }
                }
            }
            """);

    [Fact]
    public Task DelegateThatMayClear_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<Tensor> batches, Action before)
                {
                    foreach (var batch in batches)
                    {
                        before();
                        model.forward(batch).sum().backward();
                        optimizer.step();
                    }
                }
            }
            """);

    [Fact]
    public Task ClearedByHandThroughAPattern_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                foreach (var parameter in model.parameters())
                {
                    if (parameter.grad is { } gradient)
                    {
                        gradient.zero_();
                    }
                }

                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearedByHandThroughAPropertyPattern_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                foreach (var parameter in model.parameters())
                {
                    if (parameter is { grad: Tensor old })
                    {
                        old.zero_();
                    }
                }

                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearedByHandThroughALocal_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                foreach (var parameter in model.parameters())
                {
                    var g = parameter.grad;
                    g?.zero_();
                }

                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearedByHandOnTheSpot_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                foreach (var parameter in model.parameters())
                {
                    parameter.grad?.zero_();
                }

                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task GradientsSetToNull_AreSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                model.parameters().ToList().ForEach(parameter => parameter.grad = null);
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearedByHandInAListOfGradients_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var old = model.parameters().Select(parameter => parameter.grad).ToList();
                foreach (var one in old)
                {
                    one?.zero_();
                }

                model.parameters().Select(parameter => parameter.grad).ToList().ForEach(one => one?.detach().zero_());
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearedByHandInAHelper_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<Tensor> batches)
                {
                    foreach (var batch in batches)
                    {
                        foreach (var parameter in model.parameters())
                        {
                            Clear(parameter.grad);
                        }

                        model.forward(batch).sum().backward();
                        optimizer.step();
                    }
                }

                private static void Clear(Tensor? old) => old?.zero_();
            }
            """);

    [Fact]
    public Task AnotherTensorThatIsZeroed_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var gradually = input.detach();
                gradually.zero_();
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                [|optimizer.step()|];
            }
            """);

    [Fact]
    public Task OptimizerThatMayBeMissing_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer?[|.step()|];
            }
            """);

    [Fact]
    public Task OneOfTwoOptimizersIsNeverCleared_IsFound() => Verify.Method(
        Rule,
        """
            var generator = torch.nn.Linear(4, 10);
            var critic = torch.nn.Sequential(torch.nn.Linear(10, 1), torch.nn.Sigmoid()).to(torch.CUDA);
            var first = torch.optim.Adam(generator.parameters(), 1e-3);
            var second = torch.optim.Adam(critic.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                var made = generator.forward(x);
                critic.forward(made.detach()).sum().backward();
                [|second.step()|];
                first.zero_grad();
                critic.forward(made).sum().backward();
                first.step();
            }
            """);

    [Fact]
    public Task OneOfTwoModelsIsNeverCleared_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> generator, torch.nn.Module<Tensor, Tensor> critic, IEnumerable<Tensor> batches)
                {
                    var first = torch.optim.Adam(generator.parameters(), 1e-3);
                    var second = torch.optim.Adam(critic.parameters(), 1e-3);
                    foreach (var x in batches)
                    {
                        generator.zero_grad();
                        critic.forward(generator.forward(x)).sum().backward();
                        first.step();
                        critic.forward(x).sum().backward();
                        [|second.step()|];
                    }
                }
            }
            """);

    [Fact]
    public Task BothOptimizersAreCleared_IsSilent() => Verify.Method(
        Rule,
        """
            var generator = torch.nn.Linear(4, 10);
            var critic = torch.nn.Linear(10, 1);
            var first = torch.optim.Adam(generator.parameters(), 1e-3);
            var second = torch.optim.Adam(critic.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                critic.zero_grad();
                critic.forward(generator.forward(x).detach()).sum().backward();
                second.step();
                first.zero_grad();
                critic.forward(generator.forward(x)).sum().backward();
                first.step();
            }
            """);

    [Fact]
    public Task OptimizersClearedInALoop_AreSilent() => Verify.Method(
        Rule,
        """
            var generator = torch.nn.Linear(4, 10);
            var critic = torch.nn.Linear(10, 1);
            var first = torch.optim.Adam(generator.parameters(), 1e-3);
            var second = torch.optim.Adam(critic.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                foreach (torch.optim.Optimizer each in new torch.optim.Optimizer[] { first, second })
                {
                    each.zero_grad();
                }

                critic.forward(generator.forward(x)).sum().backward();
                first.step();
                second.step();
            }
            """);

    [Fact]
    public Task TwoOptimizersOfOneModel_AreSilent() => Verify.Method(
        Rule,
        """
            var first = torch.optim.Adam(model.parameters(), 1e-3);
            var second = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            foreach (var (x, y) in batches)
            {
                first.zero_grad();
                model.forward(x).sum().backward();
                first.step();
                second.step();
            }
            """);

    [Fact]
    public Task OptimizerOfAWholeThatHoldsThePart_IsSilent() => Verify.Method(
        Rule,
        """
            var generator = torch.nn.Linear(4, 10);
            var critic = torch.nn.Linear(10, 1);
            var both = torch.nn.Sequential(generator, critic);
            var first = torch.optim.Adam(both.parameters(), 1e-3);
            var second = torch.optim.Adam(critic.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                first.zero_grad();
                both.forward(x).sum().backward();
                first.step();
                second.step();
            }
            """);

    [Fact]
    public Task WholeModelThatIsClearedForItsParts_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                public readonly Linear Body = torch.nn.Linear(10, 10);
                public readonly Linear Head = torch.nn.Linear(10, 2);

                public Net()
                    : base("net") => RegisterComponents();

                public override Tensor forward(Tensor input) => Head.forward(Body.forward(input));
            }

            public static class Training
            {
                public static void Run(Net net, IEnumerable<Tensor> batches)
                {
                    var slow = torch.optim.Adam(net.Body.parameters(), 1e-5);
                    var fast = torch.optim.Adam(net.Head.parameters(), 1e-3);
                    foreach (var batch in batches)
                    {
                        net.zero_grad();
                        net.forward(batch).sum().backward();
                        slow.step();
                        fast.step();
                    }
                }
            }
            """);

    [Fact]
    public Task OptimizerThatGetsTheOtherModelLater_IsSilent() => Verify.Method(
        Rule,
        """
            var generator = torch.nn.Linear(4, 10);
            var critic = torch.nn.Linear(10, 1);
            var first = torch.optim.Adam(generator.parameters(), 1e-3);
            var second = torch.optim.Adam(critic.parameters(), 1e-3);
            first.add_param_group(new Adam.ParamGroup(critic.parameters(), 1e-3));
            foreach (var (x, y) in batches)
            {
                first.zero_grad();
                critic.forward(generator.forward(x)).sum().backward();
                first.step();
                second.step();
            }
            """);

    [Fact]
    public Task OptimizerThatMayHoldBoth_IsSilent() => Verify.Method(
        Rule,
        """
            var generator = torch.nn.Linear(4, 10);
            var critic = torch.nn.Linear(10, 1);
            var first = torch.optim.Adam(generator.parameters().Concat(critic.parameters()), 1e-3);
            var second = torch.optim.Adam(critic.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                first.zero_grad();
                critic.forward(generator.forward(x)).sum().backward();
                first.step();
                second.step();
            }
            """);

    [Fact]
    public Task CopyThatAHelperBuilds_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Adapt(torch.nn.Module<Tensor, Tensor> model, IEnumerable<Tensor> tasks)
                {
                    foreach (var task in tasks)
                    {
                        var fast = Copy();
                        var inner = torch.optim.SGD(fast.parameters(), 0.1, momentum: 0.9);
                        fast.forward(task).sum().backward();
                        inner.step();
                    }
                }

                private static torch.nn.Module<Tensor, Tensor> Copy() => torch.nn.Linear(10, 2);
            }
            """);
}
