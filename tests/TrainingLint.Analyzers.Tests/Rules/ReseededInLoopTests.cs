using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ReseededInLoopTests
{
    private const string Rule = "TL2030";

    [Fact]
    public Task SameSeedInEveryEpoch_IsFound() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 30; epoch++)
            {
                [|torch.manual_seed(1)|];
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task SeedOfTheEpoch_IsSilent() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 30; epoch++)
            {
                torch.manual_seed(epoch);
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task SeedBeforeTheLoop_IsSilent() => Verify.Method(
        Rule,
        """
            torch.manual_seed(1);
            for (var epoch = 0; epoch < 30; epoch++)
            {
                // Nothing more.
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task LoopOverExperiments_IsSilent() => Verify.Method(
        Rule,
        """
            for (var run = 0; run < 5; run++)
            {
                torch.manual_seed(1);
                var net = torch.nn.Linear(10, 2);
                var adam = torch.optim.Adam(net.parameters());
                adam.zero_grad();
                torch.nn.functional.mse_loss(net.forward(input), target).backward();
                adam.step();
            }
            """);

    [Theory]
    [InlineData("[|Seeds.All(42)|];", "")]
    [InlineData("", "Seeds.All(42);")]
    public Task MethodThatSeeds_IsFoundWithinTheLoop(string within, string before) => Verify.Method(
        "TL2030",
        $$"""
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor x)
                {
                    {{before}}
                    for (var epoch = 0; epoch < 10; epoch++)
                    {
                        {{within}}
                        optimizer.zero_grad();
                        model.forward(x).sum().backward();
                        optimizer.step();
                    }
                }
            }

            public static class Seeds
            {
                public static void All(long seed) => torch.manual_seed(seed);
            }
            """);
}
