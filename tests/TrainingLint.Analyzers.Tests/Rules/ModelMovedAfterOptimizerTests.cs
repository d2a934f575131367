using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ModelMovedAfterOptimizerTests
{
    private const string Rule = "TL2016";

    [Fact]
    public Task MovedBehindTheOptimizer_IsFound() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            [|net.cuda()|];
            sgd.step();
            """);

    [Fact]
    public Task MovedBeforeTheOptimizer_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2).to(torch.CUDA);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            sgd.step();
            """);

    [Fact]
    public Task OptimizerBuiltAgain_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            net.cuda();
            sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            sgd.step();
            """);

    [Theory]
    [InlineData("torch.CPU")]
    [InlineData("DeviceType.CPU")]
    public Task MovedToTheProcessorByName_IsSilent(string processor) => Verify.Method(
        Rule,
        $$"""
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            net.to({{processor}});
            sgd.step();
            """);

    [Fact]
    public Task CheckpointFromTheProcessor_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            net.cpu();
            sgd.step();
            """);

    [Fact]
    public Task MovedWhenTrainingIsOver_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            sgd.step();
            net.cuda();
            """);

    [Fact]
    public Task AnotherModelIsMoved_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var other = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            other.cuda();
            sgd.step();
            """);

    [Fact]
    public Task MovedWhereThereIsACard_IsFound() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            if (torch.cuda.is_available())
            {
                [|net.to(torch.CUDA)|];
            }

            sgd.step();
            """);

    [Fact]
    public Task MovedWhereALocalSaysThereIsACard_IsFound() => Verify.Method(
        Rule,
        """
            var hasCard = torch.cuda.is_available();
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            if (hasCard)
                net = [|net.to(torch.CUDA)|];
            sgd.step();
            """);

    [Fact]
    public Task MovedOnAnotherCondition_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            if (torch.cuda.is_available() && held.requires_grad)
            {
                net.to(torch.CUDA);
            }

            sgd.step();
            """);

    [Fact]
    public Task MovedAndRebuiltWhereThereIsACard_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            if (torch.cuda.is_available())
            {
                net.to(torch.CUDA);
                sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            }

            sgd.step();
            """);

    [Fact]
    public Task MovedWhereThereIsNoCard_IsSilent() => Verify.Method(
        Rule,
        """
            var net = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
            if (!torch.cuda.is_available())
            {
                net.to(torch.CUDA);
            }

            sgd.step();
            """);

    [Fact]
    public Task MovedInTheConstructorBehindTheOptimizer_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training
            {
                private readonly Linear net = torch.nn.Linear(10, 2);
                private readonly torch.optim.Optimizer sgd;

                public Training()
                {
                    sgd = torch.optim.SGD(net.parameters(), 0.1, momentum: 0.9);
                    [|net.cuda()|];
                }

                public void Step(Tensor input)
                {
                    sgd.zero_grad();
                    net.forward(input).sum().backward();
                    sgd.step();
                }
            }
            """);
}
