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
}
