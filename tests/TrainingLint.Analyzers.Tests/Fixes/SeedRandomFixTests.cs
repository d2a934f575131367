using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class SeedRandomFixTests
{
    [Fact]
    public Task TheRandomGetsASeed() => VerifyFix.Method(
        new SeedRandomFix(),
        """
            var random = new Random();
            var order = Enumerable.Range(0, 10).OrderBy(_ => random.Next()).ToArray();
            model.forward(torch.tensor(order)).sum().backward();
            """,
        """
            var random = new Random(1);
            var order = Enumerable.Range(0, 10).OrderBy(_ => random.Next()).ToArray();
            model.forward(torch.tensor(order)).sum().backward();
            """);

    [Fact]
    public Task SharedShuffle_GetsARandomOfItsOwn() => VerifyFix.Method(
        new SeedRandomFix(),
        """
            var order = new int[10];
            Random.Shared.Shuffle(order);
            model.forward(torch.tensor(order)).sum().backward();
            """,
        """
            var order = new int[10];
            new Random(1).Shuffle(order);
            model.forward(torch.tensor(order)).sum().backward();
            """);

    [Fact]
    public Task SharedAsAKeyToSortBy_IsLeftAlone() => VerifyFix.NotOffered(
        new SeedRandomFix(),
        """
            var order = Enumerable.Range(0, 10).OrderBy(_ => Random.Shared.Next()).ToArray();
            model.forward(torch.tensor(order)).sum().backward();
            """);
}
