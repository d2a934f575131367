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
            model.forward(torch.tensor(order)).sum().backward();
            """);

    [Fact]
    public Task SharedShuffle_IsFound() => Verify.Method(
        Rule,
        """
            var order = new int[10];
            [|Random.Shared.Shuffle(order)|];
            model.forward(torch.tensor(order)).sum().backward();
            """);

    [Fact]
    public Task OrderByGuid_IsFound() => Verify.Method(
        Rule,
        """
            var order = Enumerable.Range(0, 10).OrderBy(_ => [|Guid.NewGuid()|]).ToArray();
            model.forward(torch.tensor(order)).sum().backward();
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

            model.forward(torch.tensor(order)).sum().backward();
            """);

    [Fact]
    public Task SeededRandom_IsSilent() => Verify.Method(
        Rule,
        """
            var random = new Random(1);
            var order = Enumerable.Range(0, 10).OrderBy(_ => random.Next()).ToArray();
            model.forward(torch.tensor(order)).sum().backward();
            """);

    [Fact]
    public Task NameOfAFile_IsSilent() => Verify.Method(
        Rule,
        """
            var name = Guid.NewGuid().ToString();
            var noise = new Random().NextDouble();
            model.forward(torch.tensor(new[] { 1 })).sum().backward();
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

    [Fact]
    public Task SplitThatFeedsALoader_IsFound() => Verify.Method(
        Rule,
        """
            var order = Enumerable.Range(0, 10).OrderBy(_ => [|Random.Shared.Next()|]).Select(index => (long)index);
            var loader = torch.utils.data.DataLoader(trainSet, 32, order);
            """);

    [Fact]
    public Task OrderWithinADataset_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class TrainingSet : torch.utils.data.Dataset
            {
                private readonly int[] _order = Enumerable.Range(0, 10).OrderBy(_ => [|Random.Shared.Next()|]).ToArray();

                public override long Count => _order.Length;

                public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["x"] = torch.tensor(_order[index]) };
            }
            """);

    [Fact]
    public Task PicturesToShow_AreSilent() => Verify.Method(
        Rule,
        """
            var random = new Random();
            var shown = Enumerable.Range(0, 10).OrderBy(_ => random.Next()).ToArray();
            var grid = torch.tensor(shown);
            """);

    [Fact]
    public Task OrderOfTransforms_IsSilent() => Verify.Method(
        Rule,
        """
            var random = new Random();
            var transforms = new List<Func<Tensor, Tensor>> { torch.sigmoid, image => image.relu() };
            foreach (var transform in transforms.OrderBy(_ => random.NextDouble()))
            {
                input = transform(input);
            }

            model.forward(input).sum().backward();
            """);

    [Fact]
    public Task OrderOfLayers_IsSilent() => Verify.Method(
        Rule,
        """
            var layers = new[] { torch.nn.Linear(10, 10), torch.nn.Linear(10, 10) };
            Random.Shared.Shuffle(layers);
            layers[0].forward(input).sum().backward();
            """);

    [Fact]
    public Task ReservoirSample_IsSilent() => Verify.Method(
        Rule,
        """
            var kept = new Tensor[300];
            var seen = 300;
            foreach (var (x, y) in batches)
            {
                model.forward(x).sum().backward();
                var j = Random.Shared.Next(++seen);
                if (j < 300)
                {
                    kept[j] = x;
                }
            }
            """);

    [Fact]
    public Task SampleInTwoCollections_IsSilent() => Verify.Method(
        Rule,
        """
            var first = new Tensor[300];
            var second = new Tensor[300];
            foreach (var (x, y) in batches)
            {
                model.forward(x).sum().backward();
                var j = Random.Shared.Next(300);
                first[j].Dispose();
                first[j] = x;
                second[j] = y;
            }
            """);

    [Fact]
    public Task SwapThroughALocal_IsFound() => Verify.Method(
        Rule,
        """
            var order = new List<int> { 1, 2, 3 };
            for (var i = 2; i > 0; i--)
            {
                var j = [|Random.Shared.Next(i + 1)|];
                var kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }

            model.forward(torch.tensor(order)).sum().backward();
            """);

    [Theory]
    [InlineData("[|random.Next()|]", "mixed[..80], mixed[80..]")]
    [InlineData("random.Next()", "mixed[..80], mixed[..20]")]
    public Task OrderThatIsSplit_IsFoundWhereNothingIsTrained(string key, string parts) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Splitter
            {
                public static (int[], int[]) Split(int[] rows)
                {
                    var random = new Random();
                    var mixed = rows.OrderBy(_ => {{key}}).ToArray();
                    return ({{parts}});
                }

                public static Tensor Of(int[] rows) => torch.tensor(rows);
            }
            """);
}
