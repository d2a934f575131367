using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class GraphKeptTests
{
    private const string Rule = "TL2027";

    [Fact]
    public Task SumOfLosses_IsFound() => Verify.Method(
        Rule,
        """
            Tensor total = torch.zeros(1);
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                [|total += loss|];
            }
            """);

    [Fact]
    public Task ListOfLosses_IsFound() => Verify.Method(
        Rule,
        """
            var losses = new List<Tensor>();
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                [|losses.Add(loss)|];
            }
            """);

    [Fact]
    public Task DetachedLoss_IsSilent() => Verify.Method(
        Rule,
        """
            Tensor total = torch.zeros(1);
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                total += loss.detach();
            }
            """);

    [Fact]
    public Task Number_IsSilent() => Verify.Method(
        Rule,
        """
            var total = 0f;
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                total += loss.item<float>();
            }
            """);

    [Fact]
    public Task SumThatIsDifferentiated_IsSilent() => Verify.Method(
        Rule,
        """
            Tensor total = torch.zeros(1);
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                total += loss;
            }
            total.backward();
            """);

    [Fact]
    public Task SumThatIsWrittenOut_IsFound() => Verify.Method(
        "TL2027",
        """
            var total = torch.zeros(1);
            foreach (var batch in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y);
                loss.backward();
                optimizer.step();
                [|total = total + loss|];
            }

            Console.WriteLine(total.item<float>());
            """);

    [Fact]
    public Task SumOfDetachedLosses_IsSilent() => Verify.Method(
        "TL2027",
        """
            var total = torch.zeros(1);
            foreach (var batch in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y);
                loss.backward();
                optimizer.step();
                total = total + loss.detach();
            }
            """);

    [Theory]
    [InlineData("[|History.Losses.Add(loss)|];", "Console.WriteLine(History.Losses.Count);")]
    [InlineData("History.Losses.Add(loss);", "History.Losses.Clear();")]
    public Task StaticListOfAnotherType_IsFoundWhereNobodyEmptiesIt(string keep, string use) => Verify.Code(
        "TL2027",
        Snippets.Usings + $$"""
            public static class History
            {
                public static readonly List<Tensor> Losses = new();
            }

            public static class Program
            {
                public static void Main() => Run(torch.nn.Linear(2, 2), torch.zeros(2, 2));

                private static void Run(Linear model, Tensor x)
                {
                    var optimizer = torch.optim.Adam(model.parameters(), 1e-3);
                    for (var i = 0; i < 10; i++)
                    {
                        optimizer.zero_grad();
                        var loss = model.forward(x).sum();
                        loss.backward();
                        optimizer.step();
                        {{keep}}
                    }

                    {{use}}
                }
            }
            """,
        new SnippetOptions { IsProgram = true });

    [Fact]
    public Task SumThatIsReadByAnExtension_IsFound() => Verify.Method(
        Rule,
        """
            var total = torch.zeros(1);
            foreach (var batch in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y);
                loss.backward();
                optimizer.step();
                [|total += loss|];
            }

            Console.WriteLine(total.ToDouble());
            """);

    [Theory]
    [InlineData("[|history.Record(loss)|];", "Losses.Add(loss);")]
    [InlineData("history.Record(loss);", "Losses.Add(loss.detach());")]
    [InlineData("history.Record(loss.detach());", "Losses.Add(loss);")]
    public Task MethodThatKeepsALoss_IsFound(string record, string keep) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class History
            {
                public List<Tensor> Losses { get; } = new();

                public void Record(Tensor loss) { {{keep}} }
            }

            public static class Training
            {
                public static void Run(
                    torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, (Tensor X, Tensor Y)[] batches, History history)
                {
                    foreach (var batch in batches)
                    {
                        optimizer.zero_grad();
                        var loss = torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y);
                        loss.backward();
                        optimizer.step();
                        {{record}}
                    }
                }
            }
            """);

    [Theory]
    [InlineData("[|Outputs.Add(output)|];")]
    [InlineData("Outputs.Add(output.detach());")]
    [InlineData("recent.Add(output);")]
    public Task OutputsThatWereDifferentiated_AreFoundInAListThatStays(string keep) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                private static readonly List<Tensor> Outputs = new();

                public static void Run(
                    torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches)
                {
                    var recent = new List<Tensor>();
                    foreach (var batch in batches)
                    {
                        optimizer.zero_grad();
                        var output = model.forward(batch.X);
                        var loss = torch.nn.functional.mse_loss(output, batch.Y);
                        loss.backward();
                        optimizer.step();
                        {{keep}}
                    }
                }
            }
            """);

    [Theory]
    [InlineData("[|log[i] = loss|];")]
    [InlineData("log[i] = loss.detach();")]
    [InlineData("log[i % 10] = loss;")]
    public Task LossesByNumber_AreFound(string keep) => Verify.Method(
        Rule,
        $$"""
            var log = new Dictionary<int, Tensor>();
            for (var i = 0; i < 100; i++)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(input), target);
                loss.backward();
                optimizer.step();
                {{keep}}
            }
            """);

    [Theory]
    [InlineData("Sum = Sum + loss;", "[|meter.Add(loss)|]")]
    [InlineData("Sum = Sum + loss.detach();", "meter.Add(loss)")]
    public Task SumInAnotherType_IsFound(string sum, string add) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Meter
            {
                public Tensor Sum = torch.zeros(1);
                public int Count;

                public void Add(Tensor loss)
                {
                    {{sum}}
                    Count++;
                }
            }

            public sealed class Training(Linear model, torch.optim.Optimizer optimizer)
            {
                private readonly Meter meter = new();

                public void Epoch(IEnumerable<(Tensor X, Tensor Y)> batches)
                {
                    foreach (var (x, y) in batches)
                    {
                        var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                        optimizer.zero_grad();
                        loss.backward();
                        optimizer.step();
                        {{add}};
                    }

                    Console.WriteLine(meter.Sum.item<float>() / meter.Count);
                }
            }
            """);

    [Theory]
    [InlineData("[|total = total.add(loss)|]")]
    [InlineData("total = total.add(loss.detach())")]
    public Task SumByAMethodOfTensors_IsFound(string sum) => Verify.Method(
        Rule,
        $$"""
            var total = torch.zeros(1);
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                loss.backward();
                optimizer.step();
                {{sum}};
            }

            Console.WriteLine(total.item<float>());
            """);
}
