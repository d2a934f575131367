using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ScheduleCountsEpochsTests
{
    private const string Rule = "TL2032";

    [Fact]
    public Task SteppedForEveryBatch_IsFound() => Verify.Method(
        Rule,
        """
            var epochs = 30;
            var scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var (x, y) in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                    [|scheduler.step()|];
                }

                // End of the epoch.
            }
            """);

    [Fact]
    public Task SteppedForEveryEpoch_IsSilent() => Verify.Method(
        Rule,
        """
            var epochs = 30;
            var scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var (x, y) in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                    // Next batch.
                }

                scheduler.step();
            }
            """);

    [Fact]
    public Task LengthInBatches_IsSilent() => Verify.Method(
        Rule,
        """
            var epochs = 30;
            var scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * 100);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var (x, y) in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                    scheduler.step();
                }

                // End of the epoch.
            }
            """);

    [Fact]
    public Task LastBatchOnly_IsSilent() => Verify.Method(
        Rule,
        """
            var epochs = 30;
            var scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var (x, y) in batches)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                    if (epoch > 3)
                    {
                        scheduler.step();
                    }
                }

                // End of the epoch.
            }
            """);

    [Theory]
    [InlineData("", "[|schedule.step()|];")]
    [InlineData("schedule.step();", "")]
    public Task AllBatchesOfANamedNumberOfEpochs_AreFoundSteppedOnceAnEpoch(string perBatch, string perEpoch) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, (Tensor X, Tensor Y)[] batches)
                {
                    const int epochs = 30;
                    var adam = torch.optim.Adam(model.parameters());
                    var schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, epochs * batches.Length);
                    for (var epoch = 0; epoch < epochs; epoch++)
                    {
                        foreach (var (x, y) in batches)
                        {
                            adam.zero_grad();
                            torch.nn.functional.mse_loss(model.forward(x), y).backward();
                            adam.step();
                            {{perBatch}}
                        }

                        {{perEpoch}}
                    }
                }
            }
            """);

    [Theory]
    [InlineData("", "[|schedule.step()|];")]
    [InlineData("schedule.step();", "")]
    public Task OneCycleOfAllBatches_IsSteppedForEach(string inner, string outer) => Verify.Method(
        Rule,
        $$"""
            var list = batches.ToArray();
            const int epochs = 12;
            var schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.01, total_steps: epochs * list.Length);
            foreach (var epoch in Enumerable.Range(0, epochs))
            {
                foreach (var (x, y) in list)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                    {{inner}}
                }

                {{outer}}
            }
            """);

    [Fact]
    public Task OneCycleThatIsToldBoth_IsFoundOnceAnEpoch() => Verify.Method(
        Rule,
        """
            var list = batches.ToArray();
            var epochs = 12;
            var schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.01, epochs: epochs, steps_per_epoch: list.Length);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                foreach (var (x, y) in list)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    optimizer.step();
                }

                [|schedule.step()|];
            }
            """);
}
