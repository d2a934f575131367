using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class MisplacedClippingTests
{
    private const string Rule = "TL2018";

    [Fact]
    public Task BeforeBackward_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                [|torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)|];
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task BehindTheStep_IsFound() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
                [|torch.nn.utils.clip_grad_value_(model.parameters(), 1.0)|];
            }
            """);

    [Fact]
    public Task BetweenThem_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                optimizer.step();
            }
            """);

    [Fact]
    public Task MeasuredNorm_IsSilent() => Verify.Method(
        Rule,
        """
            foreach (var (x, y) in batches)
            {
                var norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                optimizer.step();
            }
            """);

    [Theory]
    [InlineData("optimizer.step(); [|Clip(model)|];")]
    [InlineData("Clip(model); optimizer.step();")]
    public Task MethodThatClips_IsFoundBehindTheStep(string order) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor x, Tensor y)
                {
                    optimizer.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(x), y).backward();
                    {{order}}
                }

                private static void Clip(torch.nn.Module model) => torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            }
            """);

    [Theory]
    [InlineData("", "if (clip) [|torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)|];")]
    [InlineData("if (clip) torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);", "")]
    [InlineData("", "if (clip) { Console.WriteLine(); }")]
    public Task ClippingOnCondition_IsFoundBehindTheStep(string before, string after) => Verify.Method(
        Rule,
        $$"""
            var clip = held.shape[0] > 1;
            foreach (var (x, y) in batches)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(x), y).backward();
                {{before}}
                optimizer.step();
                {{after}}
            }
            """);
}
