using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ShuffledAnewBySplitTests
{
    private const string Rule = "TL2040";

    [Fact]
    public Task LazyShuffle_IsFound() => Verify.Method(
        Rule,
        """
        var rows = new[] { 1, 2, 3, 4, 5 };
        var random = new Random(1);
        var shuffled = [|rows.OrderBy(_ => random.Next())|];
        var training = shuffled.Take(4).ToList();
        var rest = shuffled.Skip(4).ToList();
        """);

    [Fact]
    public Task LazyShuffleByGuid_IsFound() => Verify.Method(
        Rule,
        """
        var rows = new[] { 1, 2, 3, 4, 5 };
        var random = new Random(1);
        var shuffled = [|rows.OrderBy(_ => Guid.NewGuid())|];
        var training = shuffled.Take(4).ToList();
        var rest = shuffled.Skip(4).ToList();
        """);

    [Fact]
    public Task ListedShuffle_IsSilent() => Verify.Method(
        Rule,
        """
        var rows = new[] { 1, 2, 3, 4, 5 };
        var random = new Random(1);
        var shuffled = rows.OrderBy(_ => random.Next()).ToList();
        var training = shuffled.Take(4).ToList();
        var rest = shuffled.Skip(4).ToList();
        """);

    [Fact]
    public Task FixedOrder_IsSilent() => Verify.Method(
        Rule,
        """
        var rows = new[] { 1, 2, 3, 4, 5 };
        var random = new Random(1);
        var shuffled = rows.OrderBy(row => row);
        var training = shuffled.Take(4).ToList();
        var rest = shuffled.Skip(4).ToList();
        """);

    [Fact]
    public Task OnePartOnly_IsSilent() => Verify.Method(
        Rule,
        """
        var rows = new[] { 1, 2, 3, 4, 5 };
        var random = new Random(1);
        var shuffled = rows.OrderBy(_ => random.Next());
        var training = shuffled.Take(4).ToList();
        var rest = shuffled.Where(row => row > 2).ToList();
        """);

    [Fact]
    public Task LazyShuffleOfAQuery_IsFoundUnderItsOtherName() => Verify.Method(
        Rule,
        """
        var rows = new[] { 1, 2, 3, 4, 5 };
        var random = new Random(1);
        var mixed = from row in rows orderby [|random.Next()|] select row;
        var all = mixed;
        var training = all.Take(4).ToList();
        var rest = all.Skip(4).ToList();
        """);

    [Fact]
    public Task KeptQuery_IsSilent() => Verify.Method(
        Rule,
        """
        var rows = new[] { 1, 2, 3, 4, 5 };
        var random = new Random(1);
        var mixed = from row in rows orderby random.Next() select row;
        var all = mixed.ToList();
        var training = all.Take(4).ToList();
        var rest = all.Skip(4).ToList();
        """);

    [Theory]
    [InlineData("[|rows.OrderBy(_ => random.Next())|]")]
    [InlineData("rows.OrderBy(_ => random.Next()).ToArray()")]
    public Task OrderInAField_IsFound(string order) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Corpus
            {
                private readonly IEnumerable<float> mixed;

                public Corpus(IEnumerable<float> rows, Random random) { mixed = {{order}}; }

                public IEnumerable<float> Training => mixed.Take(80);

                public IEnumerable<float> Testing => mixed.Skip(80);
            }
            """);
}
