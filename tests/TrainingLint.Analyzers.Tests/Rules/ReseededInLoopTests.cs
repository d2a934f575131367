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

    [Theory]
    [InlineData("[|torch.manual_seed(42)|];")]
    [InlineData("torch.manual_seed(42 + member);")]
    public Task MembersOfAnEnsemble_AreFound(string seed) => Verify.Method(
        Rule,
        $$"""
            var members = new List<Linear>();
            for (var member = 0; member < 5; member++)
            {
                {{seed}}
                var net = torch.nn.Linear(4, 2);
                var adam = torch.optim.Adam(net.parameters(), 1e-3);
                foreach (var (x, y) in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(net.forward(x), y).backward();
                    adam.step();
                }

                members.Add(net);
            }
            """);

    [Fact]
    public Task ExperimentsThatDiffer_AreSilent() => Verify.Method(
        Rule,
        """
            var members = new List<Linear>();
            for (var width = 1; width < 5; width++)
            {
                torch.manual_seed(42);
                var net = torch.nn.Linear(4, width);
                var adam = torch.optim.Adam(net.parameters(), 1e-3);
                foreach (var (x, y) in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(net.forward(x), y).backward();
                    adam.step();
                }

                members.Add(net);
            }
            """);
}
