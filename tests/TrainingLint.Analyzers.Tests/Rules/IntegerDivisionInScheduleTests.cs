using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class IntegerDivisionInScheduleTests
{
    private const string Rule = "TL2021";

    [Fact]
    public Task FactorDividedAsIntegers_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => [|epoch / 10|]);
            """);

    [Fact]
    public Task FactorOneMinusIntegers_IsFound() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => 1.0 - [|epoch / 10|]);
            """);

    [Fact]
    public Task DividedByADouble_IsSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => epoch / 10.0);
            """);

    [Fact]
    public Task WholePeriodsInAnExponent_AreSilent() => Verify.Method(
        Rule,
        """
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, epoch => Math.Pow(0.5, epoch / 10));
            """);

    [Fact]
    public Task FactorOfAMethod_IsFound() => Verify.Method(
        "TL2021",
        """
            public sealed class Training
            {
                private readonly int epochs = 20;

                public torch.optim.lr_scheduler.LRScheduler For(torch.optim.Optimizer optimizer) =>
                    torch.optim.lr_scheduler.LambdaLR(optimizer, Factor);

                private double Factor(int epoch) => 1 - [|epoch / epochs|];
            }
            """);

    [Fact]
    public Task FactorInAVariable_IsFound() => Verify.Method(
        "TL2021",
        """
            var epochs = 20;
            Func<int, double> factor = epoch => 1 - [|epoch / epochs|];
            var scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor);
            """);

    [Theory]
    [InlineData("[|step / warmup|]")]
    [InlineData("step / (double)warmup")]
    public Task QuotientWithinAMinimum_IsFound(string quotient) => Verify.Method(
        Rule,
        $$"""
            var warmup = 100;
            var schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, step => Math.Min(1.0, {{quotient}}));
            """);

    [Theory]
    [InlineData("[|step / warmup|]")]
    [InlineData("step / (double)warmup")]
    public Task RateThatIsWrittenByHand_IsFound(string share) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Training(torch.optim.Optimizer optimizer, double peak, int warmup)
            {
                private int step;

                public void Tick()
                {
                    step++;
                    var factor = Math.Min(1.0, {{share}});
                    foreach (var group in optimizer.ParamGroups)
                    {
                        group.LearningRate = peak * factor;
                    }
                }
            }
            """);

    [Fact]
    public Task WholePeriodsOfAWrittenNumber_AreSilent() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 90; epoch++)
            {
                foreach (var group in optimizer.ParamGroups)
                {
                    group.LearningRate = 0.1 * Math.Pow(0.1, epoch / 30) * (1 - epoch / 30 * 0.1);
                }
            }
            """);
}
