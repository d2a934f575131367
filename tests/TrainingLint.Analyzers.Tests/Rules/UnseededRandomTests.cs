using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class UnseededRandomTests
{
    private const string Rule = "TL2008";

    [Fact]
    public Task OrderFromAnUnseededRandom_IsFound() => Verify.Method(
        Rule,
        """
            var random = new Random();
            var order = Enumerable.Range(0, 10).OrderBy(_ => [|random.Next()|]).ToArray();
            var tensor = torch.tensor(order);
            """);

    [Fact]
    public Task SharedShuffle_IsFound() => Verify.Method(
        Rule,
        """
            var order = new int[10];
            [|Random.Shared.Shuffle(order)|];
            var tensor = torch.tensor(order);
            """);

    [Fact]
    public Task OrderByGuid_IsFound() => Verify.Method(
        Rule,
        """
            var order = Enumerable.Range(0, 10).OrderBy(_ => [|Guid.NewGuid()|]).ToArray();
            var tensor = torch.tensor(order);
            """);

    [Fact]
    public Task SwapWithAnUnseededRandom_IsFound() => Verify.Method(
        Rule,
        """
            var random = new Random();
            var order = new int[10];
            for (var i = 9; i > 0; i--)
            {
                var j = [|random.Next(i + 1)|];
                (order[i], order[j]) = (order[j], order[i]);
            }

            var tensor = torch.tensor(order);
            """);

    [Fact]
    public Task SeededRandom_IsSilent() => Verify.Method(
        Rule,
        """
            var random = new Random(1);
            var order = Enumerable.Range(0, 10).OrderBy(_ => random.Next()).ToArray();
            var tensor = torch.tensor(order);
            """);

    [Fact]
    public Task NameOfAFile_IsSilent() => Verify.Method(
        Rule,
        """
            var name = Guid.NewGuid().ToString();
            var noise = new Random().NextDouble();
            var tensor = torch.tensor(new[] { 1 });
            """);

    [Fact]
    public Task ProgramWithoutTensors_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static int[] Order() => Enumerable.Range(0, 10).OrderBy(_ => Random.Shared.Next()).ToArray();
            }
            """);
}
