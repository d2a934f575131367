using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class StepOrderTests
{
    private const string Rule = "TL2002";

    [Fact]
    public Task StepBeforeBackward_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                [|optimizer.step()|];
                loss.backward();
            }
            """);

    [Fact]
    public Task UsualOrder_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearingBetweenBackwardAndStep_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                [|optimizer.zero_grad()|];
                optimizer.step();
            }
            """);

    [Fact]
    public Task ClearingAnotherOptimizerInBetween_IsSilent() => Verify.Method(
        Rule,
        """
            var other = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                other.zero_grad();
                optimizer.step();
            }
            """);

    [Fact]
    public Task SchedulerStepsFirst_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            var scheduler = torch.optim.lr_scheduler.StepLR(sgd, 10);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                [|scheduler.step()|];
                foreach (var (x, y) in batches)
                {
                    sgd.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    sgd.step();
                }
            }
            """);

    [Fact]
    public Task SchedulerThatIsNeverStepped_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            var scheduler = [|torch.optim.lr_scheduler.StepLR(sgd, 10)|];
            sgd.step();
            """);

    [Fact]
    public Task SchedulerThatIsThrownAway_IsFound() => Verify.Method(
        Rule,
        """
            [|torch.optim.lr_scheduler.StepLR(optimizer, 10)|];
            """);

    [Fact]
    public Task SchedulerSteppedInAnotherMethod_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.optim.Optimizer optimizer)
                {
                    var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10);
                    Epoch(scheduler);
                }

                private static void Epoch(torch.optim.lr_scheduler.LRScheduler scheduler) => scheduler.step();
            }
            """);

    [Fact]
    public Task SchedulerInAFieldThatIsNeverStepped_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training
            {
                private readonly torch.optim.lr_scheduler.LRScheduler _scheduler;

                public Training(torch.optim.Optimizer optimizer) => _scheduler = [|torch.optim.lr_scheduler.StepLR(optimizer, 10)|];

                public bool HasScheduler => _scheduler is not null;
            }
            """);

    [Fact]
    public Task SchedulerThatOthersCanReach_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Training
            {
                public Training(torch.optim.Optimizer optimizer) => Scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10);

                public torch.optim.lr_scheduler.LRScheduler Scheduler { get; }
            }
            """);

    [Fact]
    public Task SchedulerThatIsReturned_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static torch.optim.lr_scheduler.LRScheduler Make(torch.optim.Optimizer optimizer) => torch.optim.lr_scheduler.StepLR(optimizer, 10);
            }
            """);

    [Fact]
    public Task PartsOfAChain_AreSilent() => Verify.Method(
        Rule,
        """
            var warmup = torch.optim.lr_scheduler.LinearLR(optimizer, 0.1, total_iters: 5);
            var decay = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 45);
            var scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, new[] { warmup, decay }, new[] { 5 });
            scheduler.step();
            """);

    [Fact]
    public Task RatesWrittenByHand_AreSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10);
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = 0.1;
            }
            """);

    [Fact]
    public Task SchedulerThatMayBeMissingStepsFirst_IsFound() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            torch.optim.lr_scheduler.LRScheduler? scheduler = torch.optim.lr_scheduler.StepLR(sgd, 10);
            foreach (var (x, y) in batches)
            {
                sgd.zero_grad();
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                scheduler?[|.step()|];
                sgd.step();
            }
            """);

    [Fact]
    public Task SchedulerThatMayBeMissingStepsLast_IsSilent() => Verify.Method(
        Rule,
        """
            var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            torch.optim.lr_scheduler.LRScheduler? scheduler = torch.optim.lr_scheduler.StepLR(sgd, 10);
            foreach (var (x, y) in batches)
            {
                sgd.zero_grad();
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                sgd?.step();
                scheduler?.step();
            }
            """);

    [Fact]
    public Task ClearingThatMayBeMissingInBetween_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer?[|.zero_grad()|];
                optimizer?.step();
            }
            """);

    [Theory]
    [InlineData("{|TL2002:torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.5)|}", "")]
    [InlineData("torch.optim.lr_scheduler.StepLR(optimizer, 10, gamma: 0.5)", "scheduler.step();")]
    public Task SchedulerInAFieldOfABaseClass_IsFoundWhereNobodyStepsIt(string scheduler, string step) => Verify.Code(
        "TL2002",
        Snippets.Usings + $$"""
            public abstract class Training
            {
                protected torch.optim.Optimizer optimizer = null!;
                protected torch.optim.lr_scheduler.LRScheduler scheduler = null!;

                public void Run(IEnumerable<Tensor> losses)
                {
                    foreach (var loss in losses)
                    {
                        optimizer.zero_grad();
                        loss.backward();
                        optimizer.step();
                        {{step}}
                    }
                }
            }

            public sealed class Digits : Training
            {
                public Digits(torch.nn.Module<Tensor, Tensor> model)
                {
                    optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);
                    scheduler = {{scheduler}};
                }

                public static void Main() => new Digits(torch.nn.Linear(2, 2)).Run([]);
            }
            """,
        new SnippetOptions { IsProgram = true });
}
