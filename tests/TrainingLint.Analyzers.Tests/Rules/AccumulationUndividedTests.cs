using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class AccumulationUndividedTests
{
    private const string Rule = "TL2037";

    [Fact]
    public Task Undivided_IsFound() => Verify.Method(
        Rule,
        """
        var index = 0;
        foreach (var (x, y) in batches)
        {
            var loss = torch.nn.functional.mse_loss(model.forward(x), y);
            [|loss.backward()|];
            if (++index % 4 == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
        """);

    [Fact]
    public Task Divided_IsSilent() => Verify.Method(
        Rule,
        """
        var index = 0;
        foreach (var (x, y) in batches)
        {
            var loss = torch.nn.functional.mse_loss(model.forward(x), y) / 4f;
            loss.backward();
            if (++index % 4 == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
        """);

    [Fact]
    public Task DividedAtTheCall_IsSilent() => Verify.Method(
        Rule,
        """
        var index = 0;
        foreach (var (x, y) in batches)
        {
            var loss = torch.nn.functional.mse_loss(model.forward(x), y);
            (loss / 4f).backward();
            if (++index % 4 == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
        """);

    [Fact]
    public Task EveryBatch_IsSilent() => Verify.Method(
        Rule,
        """
        var index = 0;
        foreach (var (x, y) in batches)
        {
            var loss = torch.nn.functional.mse_loss(model.forward(x), y);
            loss.backward();
            if (++index % 1 == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
        """);

    [Fact]
    public Task ClearedForEveryBatch_IsSilent() => Verify.Method(
        Rule,
        """
        var index = 0;
        foreach (var (x, y) in batches)
        {
            optimizer.zero_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(x), y);
            loss.backward();
            if (++index % 4 == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
        """);

    [Theory]
    [InlineData("", "[|loss.backward()|]")]
    [InlineData("loss = loss / 8;", "loss.backward()")]
    public Task LoopOverPartsOfABatch_IsFound(string division, string backward) => Verify.Method(
        Rule,
        $$"""
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                for (var part = 0; part < 8; part++)
                {
                    var loss = torch.nn.functional.mse_loss(model.forward(input[part]), target[part]);
                    {{division}}
                    {{backward}};
                }

                optimizer.step();
            }
            """);

    [Fact]
    public Task StepWithinTheInnerLoop_IsSilent() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                for (var part = 0; part < 8; part++)
                {
                    optimizer.zero_grad();
                    var loss = torch.nn.functional.mse_loss(model.forward(input[part]), target[part]);
                    loss.backward();
                    optimizer.step();
                }
            }
            """);

    [Theory]
    [InlineData("loss", "[|loss.backward()|]")]
    [InlineData("(loss / every)", "(loss / every).backward()")]
    public Task MethodForOneBatch_IsFound(string scaled, string backward) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Training(Linear model, torch.optim.Optimizer optimizer, int every)
            {
                private int seen;

                public void Batch(Tensor x, Tensor y)
                {
                    var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                    Console.WriteLine({{scaled}});
                    {{backward}};
                    seen++;
                    if (seen % every == 0)
                    {
                        optimizer.step();
                        optimizer.zero_grad();
                    }
                }
            }
            """);
}
