using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class SeedIncompleteTests
{
    private const string Rule = "TL0302";

    [Fact]
    public Task ShufflingLoaderBesideASeed_IsFound() => Verify.Method(
        Rule,
        """
            torch.manual_seed(1);
            var loader = [|torch.utils.data.DataLoader(trainSet, 32, shuffle: true)|];
            """);

    [Fact]
    public Task SeededLoader_IsSilent() => Verify.Method(
        Rule,
        """
            torch.manual_seed(1);
            var loader = torch.utils.data.DataLoader(trainSet, 32, shuffle: true, seed: 1);
            """);

    [Fact]
    public Task NothingSeeded_IsSilent() => Verify.Method(
        Rule,
        """
            var loader = torch.utils.data.DataLoader(trainSet, 32, shuffle: true);
            """);

    [Fact]
    public Task CudaUnseeded_IsFound() => Verify.Method(
        Rule,
        """
            [|torch.random.manual_seed(1)|];
            model.to(torch.CUDA);
            """);

    [Fact]
    public Task CudaSeeded_IsSilent() => Verify.Method(
        Rule,
        """
            torch.random.manual_seed(1);
            torch.cuda.manual_seed_all(1);
            model.to(torch.CUDA);
            """);

    [Fact]
    public Task OnlyTheProcessor_IsSilent() => Verify.Method(
        Rule,
        """
            torch.random.manual_seed(1);
            """);
}
