using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class UnshuffledTrainingDataTests
{
    private const string Rule = "TL2007";

    [Fact]
    public Task TrainingLoaderBesideATestLoader_IsFound() => Verify.Method(
        Rule,
        """
            var train = [|torch.utils.data.DataLoader(trainSet, 32)|];
            var test = torch.utils.data.DataLoader(testSet, 32);
            foreach (var batch in train)
            {
                model.forward(batch["x"]).sum().backward();
            }

            foreach (var batch in test)
            {
                model.forward(batch["x"]);
            }
            """);

    [Fact]
    public Task Shuffled_IsSilent() => Verify.Method(
        Rule,
        """
            var train = torch.utils.data.DataLoader(trainSet, 32, shuffle: true);
            var test = torch.utils.data.DataLoader(testSet, 32);
            foreach (var batch in train)
            {
                model.forward(batch["x"]).sum().backward();
            }
            """);

    [Fact]
    public Task ShufflerOfOnesOwn_IsSilent() => Verify.Method(
        Rule,
        """
            var train = torch.utils.data.DataLoader(trainSet, 32, new long[] { 1, 0 });
            var test = torch.utils.data.DataLoader(testSet, 32);
            foreach (var batch in train)
            {
                model.forward(batch["x"]).sum().backward();
            }
            """);

    [Fact]
    public Task OnlyLoader_IsSilent() => Verify.Method(
        Rule,
        """
            var train = torch.utils.data.DataLoader(trainSet, 32);
            foreach (var batch in train)
            {
                model.forward(batch["x"]).sum().backward();
            }
            """);
}
