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
}
