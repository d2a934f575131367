using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class BackwardWithoutStepTests
{
    private const string Rule = "TL2033";

    [Fact]
    public Task NoStepAnywhere_IsFound() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
        for (var epoch = 0; epoch < 10; epoch++)
        {
            trainer.zero_grad();
            var loss = torch.nn.functional.mse_loss(net.forward(input), target);
            [|loss.backward()|];
        }
        """);

    [Fact]
    public Task SchedulerAlone_IsFound() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
        var schedule = torch.optim.lr_scheduler.StepLR(trainer, 5);
        for (var epoch = 0; epoch < 10; epoch++)
        {
            var loss = torch.nn.functional.mse_loss(net.forward(input), target);
            [|loss.backward()|];
            schedule.step();
        }
        """);

    [Fact]
    public Task Stepped_IsSilent() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
        for (var epoch = 0; epoch < 10; epoch++)
        {
            trainer.zero_grad();
            var loss = torch.nn.functional.mse_loss(net.forward(input), target);
            loss.backward();
            trainer.step();
        }
        """);

    [Fact]
    public Task HandedOut_IsSilent() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
        for (var epoch = 0; epoch < 10; epoch++)
        {
            trainer.zero_grad();
            var loss = torch.nn.functional.mse_loss(net.forward(input), target);
            loss.backward();
        }
        GC.KeepAlive(trainer);
        """);

    [Theory]
    [InlineData("", "[|loss.backward()|]")]
    [InlineData("optimizer.step();", "loss.backward()")]
    public Task OptimizerOfAFactory_IsFound(string step, string backward) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public interface IFactory { torch.optim.Optimizer Create(IEnumerable<Parameter> parameters); }

            public sealed class Training
            {
                private readonly Linear model = torch.nn.Linear(4, 2);
                private readonly torch.optim.Optimizer optimizer;

                public Training(IFactory factory) => optimizer = factory.Create(model.parameters());

                public void Epoch(IEnumerable<(Tensor X, Tensor Y)> batches)
                {
                    foreach (var (x, y) in batches)
                    {
                        optimizer.zero_grad();
                        var loss = torch.nn.functional.mse_loss(model.forward(x), y);
                        {{backward}};
                        {{step}}
                    }
                }
            }
            """);

    [Fact]
    public Task OptimizerThatComesFromOutside_IsSilent() => Verify.Code(
        Rule,
        Snippets.Usings + """
            public sealed class Training(torch.optim.Optimizer optimizer)
            {
                private readonly Linear model = torch.nn.Linear(4, 2);

                public void Epoch(IEnumerable<(Tensor X, Tensor Y)> batches)
                {
                    foreach (var (x, y) in batches)
                    {
                        optimizer.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    }
                }
            }
            """);
}
