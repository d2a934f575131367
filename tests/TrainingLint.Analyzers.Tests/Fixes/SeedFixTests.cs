using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class SeedFixTests
{
    [Fact]
    public Task TorchAndCuda_AreSeededBeforeTheModel() => VerifyFix.Method(
        new SeedFix(),
        """
            public static class Training
            {
                public static void Main()
                {
                    // The model.
                    var model = torch.nn.Linear(10, 2);
                    var adam = torch.optim.Adam(model.parameters());
                    adam.step();
                }
            }
            """,
        """
            public static class Training
            {
                public static void Main()
                {
                    // The model.
                    manual_seed(1);
                    cuda.manual_seed_all(1);
                    var model = torch.nn.Linear(10, 2);
                    var adam = torch.optim.Adam(model.parameters());
                    adam.step();
                }
            }
            """, new SnippetOptions { IsProgram = true });

    [Fact]
    public Task Cuda_IsSeededAlike() => VerifyFix.Method(
        new SeedFix(),
        """
            torch.random.manual_seed(7);
            model.to(torch.CUDA);
            """,
        """
            torch.random.manual_seed(7);
            cuda.manual_seed_all(7);
            model.to(torch.CUDA);
            """);

    // A seed of its own would give the loader one order for all epochs, which is what TL2007 warns about.
    [Fact]
    public Task LoaderThatShuffles_IsLeftAlone() => VerifyFix.NotOffered(
        new SeedFix(),
        """
            torch.manual_seed(1);
            var loader = torch.utils.data.DataLoader(trainSet, 32, shuffle: true);
            """);
}
