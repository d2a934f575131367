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
}
