using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ResumedWithoutOptimizerStateTests
{
    private const string Rule = "TL2055";

    [Fact]
    public Task WeightsThatTheLoopSaves_AreFound() => Verify.Method(
        Rule,
        """
            [|model.load("checkpoint.dat")|];
            var adam = torch.optim.Adam(model.parameters());
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    adam.step();
                }

                model.save("checkpoint.dat");
            }
            """);

    [Fact]
    public Task StateThatIsLoadedToo_IsSilent() => Verify.Method(
        Rule,
        """
            model.load("checkpoint.dat");
            var adam = torch.optim.Adam(model.parameters());
            adam.load_state_dict(adam.state_dict());
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    adam.step();
                }

                model.save("checkpoint.dat");
            }
            """);

    [Fact]
    public Task WeightsOfAnotherFile_AreSilent() => Verify.Method(
        Rule,
        """
            model.load("pretrained.dat");
            var adam = torch.optim.Adam(model.parameters());
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    adam.step();
                }

                model.save("checkpoint.dat");
            }
            """);

    [Fact]
    public Task BestWeightsAfterTheTraining_AreSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters());
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    adam.step();
                }

                model.save("checkpoint.dat");
            }

            model.load("checkpoint.dat");
            """);

    [Fact]
    public Task OptimizerWithoutState_IsSilent() => Verify.Method(
        Rule,
        """
            model.load("checkpoint.dat");
            var adam = torch.optim.SGD(model.parameters(), 0.1);
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    adam.step();
                }

                model.save("checkpoint.dat");
            }
            """);

    [Theory]
    [InlineData("System.IO.Path.Combine(folder, \"last.dat\")", "[|model.load(PATH)|];")]
    [InlineData("$\"{folder}/last.dat\"", "[|model.load(PATH)|];")]
    [InlineData("Next(folder)", "model.load(PATH);")]
    public Task PathThatIsPutTogetherTwice_IsFoundWhereItSaysTheSame(string path, string load) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Run
            {
                public static void Train(torch.nn.Module<Tensor, Tensor> model, (Tensor X, Tensor Y)[] batches, string folder)
                {
                    {{load.Replace("PATH", path, System.StringComparison.Ordinal)}}
                    var adam = torch.optim.Adam(model.parameters());
                    foreach (var (x, y) in batches)
                    {
                        adam.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        adam.step();
                        model.save({{path}});
                    }
                }

                private static string Next(string folder) => folder + Guid.NewGuid();
            }
            """);
}
