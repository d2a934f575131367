using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class OptimizerRecreatedTests
{
    private const string Rule = "TL2006";

    [Fact]
    public Task BuiltForEveryBatch_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var adam = [|torch.optim.Adam(model.parameters(), 1e-3)|];
                adam.zero_grad();
                model.forward(x).sum().backward();
                adam.step();
            }
            """);

    [Fact]
    public Task BuiltForEveryEpoch_IsFound() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                var adam = [|torch.optim.Adam(model.parameters(), 1e-3)|];
                foreach (var (x, y) in batches)
                {
                    adam.zero_grad();
                    model.forward(x).sum().backward();
                    adam.step();
                }
            }
            """);

    [Fact]
    public Task StageWithEpochsOfItsOwn_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var rate in new[] { 1e-3, 1e-4 })
            {
                var adam = torch.optim.Adam(model.parameters(), rate);
                for (var epoch = 0; epoch < 10; epoch++)
                {
                    adam.zero_grad();
                    model.forward(input).sum().backward();
                    adam.step();
                }
            }
            """);

    [Fact]
    public Task ModelOfEachFold_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var fresh = torch.nn.Linear(10, 2);
                var adam = torch.optim.Adam(fresh.parameters(), 1e-3);
                adam.zero_grad();
                fresh.forward(x).sum().backward();
                adam.step();
            }
            """);

    [Fact]
    public Task BuiltInTheUpdateMethod_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model)
            {
                public void Run(IEnumerable<Tensor> batches)
                {
                    foreach (var batch in batches)
                    {
                        Update(batch);
                    }
                }

                private void Update(Tensor batch)
                {
                    var adam = [|torch.optim.Adam(model.parameters(), 1e-3)|];
                    adam.zero_grad();
                    model.forward(batch).sum().backward();
                    adam.step();
                }
            }
            """);

    [Fact]
    public Task BuiltOnceBeforeTheLoop_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), 1e-3);
            foreach (var (x, y) in batches)
            {
                adam.zero_grad();
                model.forward(x).sum().backward();
                adam.step();
            }
            """);

    [Fact]
    public Task RebuiltNowAndThenWithALowerRate_IsSilent() => Verify.Method(
        Rule,
        """
            var rate = 1e-3;
            var adam = torch.optim.Adam(model.parameters(), rate);
            for (var epoch = 1; epoch <= 100; epoch++)
            {
                if (epoch % 30 == 0)
                {
                    rate *= 0.1;
                    adam.Dispose();
                    adam = torch.optim.Adam(model.parameters(), rate);
                }

                foreach (var (x, y) in batches)
                {
                    adam.zero_grad();
                    model.forward(x).sum().backward();
                    adam.step();
                }
            }
            """);

    [Fact]
    public Task RebuiltOrKeptByAnExpression_IsSilent() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), 1e-3);
            for (var epoch = 1; epoch <= 100; epoch++)
            {
                adam = epoch % 30 == 0 ? torch.optim.Adam(model.parameters(), 1e-4) : adam;
                adam.zero_grad();
                model.forward(input).sum().backward();
                adam.step();
            }
            """);

    [Fact]
    public Task BuiltAnewInEitherBranch_IsFound() => Verify.Method(
        Rule,
        """
            torch.optim.Optimizer rebuilt;
            for (var epoch = 0; epoch < 10; epoch++)
            {
                if (epoch < 5)
                {
                    rebuilt = [|torch.optim.Adam(model.parameters(), 1e-3)|];
                }
                else
                {
                    rebuilt = [|torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9)|];
                }

                rebuilt.zero_grad();
                model.forward(input).sum().backward();
                rebuilt.step();
            }
            """);

    [Fact]
    public Task BuiltAndSteppedInTheSameBranch_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                if (x.requires_grad)
                {
                    var adam = [|torch.optim.Adam(model.parameters(), 1e-3)|];
                    adam.zero_grad();
                    model.forward(x).sum().backward();
                    adam.step();
                }
            }
            """);

    [Fact]
    public Task BuiltAgainInEveryEpochDespiteAnEarlierOne_IsFound() => Verify.Method(
        Rule,
        """
            var adam = torch.optim.Adam(model.parameters(), 1e-3);
            for (var epoch = 0; epoch < 10; epoch++)
            {
                adam = [|torch.optim.Adam(model.parameters(), 1e-3)|];
                adam.zero_grad();
                model.forward(input).sum().backward();
                adam.step();
            }
            """);

    [Fact]
    public Task CopyThatAHelperBuilds_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Adapt(torch.nn.Module<Tensor, Tensor> model, IEnumerable<Tensor> tasks)
                {
                    foreach (var task in tasks)
                    {
                        var fast = Copy(model);
                        var inner = torch.optim.SGD(fast.parameters(), 0.1, momentum: 0.9);
                        fast.forward(task).sum().backward();
                        inner.step();
                    }
                }

                private static torch.nn.Module<Tensor, Tensor> Copy(torch.nn.Module<Tensor, Tensor> model)
                {
                    var copy = torch.nn.Linear(10, 2);
                    copy.load("weights");
                    return copy;
                }
            }
            """);

    [Fact]
    public Task CopyThatADelegateBuilds_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Adapt(Func<torch.nn.Module<Tensor, Tensor>> make, IEnumerable<Tensor> tasks)
                {
                    foreach (var task in tasks)
                    {
                        var fast = make();
                        var inner = torch.optim.SGD(fast.parameters(), 0.1, momentum: 0.9);
                        fast.forward(task).sum().backward();
                        inner.step();
                    }
                }
            }
            """);

    [Fact]
    public Task ModelThatAHelperOnlyHandsOut_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model)
            {
                public void Run(IEnumerable<Tensor> batches)
                {
                    foreach (var batch in batches)
                    {
                        var same = Model();
                        var adam = [|torch.optim.Adam(same.parameters(), 1e-3)|];
                        adam.zero_grad();
                        same.forward(batch).sum().backward();
                        adam.step();
                    }
                }

                private torch.nn.Module<Tensor, Tensor> Model() => model;
            }
            """);

    [Fact]
    public Task OneModelOfSeveralInEveryTurn_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var member in new[] { torch.nn.Linear(10, 2), torch.nn.Linear(10, 2) })
            {
                var adam = torch.optim.Adam(member.parameters(), 1e-3);
                adam.zero_grad();
                member.forward(input).sum().backward();
                adam.step();
            }
            """);

    [Theory]
    [InlineData("", "var adam = [|Factory.Create(model)|];")]
    [InlineData("var adam = Factory.Create(model);", "")]
    public Task FactoryInTheLoop_IsFound(string before, string inside) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Factory
            {
                public static torch.optim.Optimizer Create(torch.nn.Module model) => torch.optim.Adam(model.parameters(), 1e-3);
            }

            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, (Tensor X, Tensor Y)[] batches)
                {
                    {{before}}
                    foreach (var (x, y) in batches)
                    {
                        {{inside}}
                        adam.zero_grad();
                        torch.nn.functional.mse_loss(model.forward(x), y).backward();
                        adam.step();
                    }
                }
            }
            """);
}
