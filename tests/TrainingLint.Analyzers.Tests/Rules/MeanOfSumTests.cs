using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class MeanOfSumTests
{
    private const string Rule = "TL2046";

    [Fact]
    public Task MeanOfASummedLoss_IsFound() => Verify.Method(
        Rule,
        """
            var loss = [|torch.nn.functional.cross_entropy(model.forward(input), target, reduction: torch.nn.Reduction.Sum).mean()|];
            loss.backward();
            """);

    [Fact]
    public Task MeanOfASummedLossInAVariable_IsFound() => Verify.Method(
        Rule,
        """
            var summed = torch.nn.functional.mse_loss(model.forward(input), target, torch.nn.Reduction.Sum);
            [|summed.mean()|].backward();
            """);

    [Fact]
    public Task MeanOfASummingLayer_IsFound() => Verify.Method(
        Rule,
        """
            var criterion = torch.nn.CrossEntropyLoss(reduction: torch.nn.Reduction.Sum);
            [|criterion.forward(model.forward(input), target).mean()|].backward();
            """);

    [Fact]
    public Task MeanOfLossesOneByOne_IsSilent() => Verify.Method(
        Rule,
        """
            torch.nn.functional.cross_entropy(model.forward(input), target, reduction: torch.nn.Reduction.None).mean().backward();
            """);

    [Fact]
    public Task SumThatIsDivided_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(model.forward(input), target, torch.nn.Reduction.Sum) / input.shape[0];
            loss.mean().backward();
            """);

    [Fact]
    public Task MeanOfOutputs_IsSilent() => Verify.Method(
        Rule,
        """
            var criterion = torch.nn.CrossEntropyLoss(reduction: torch.nn.Reduction.Sum);
            var outputs = model.forward(input);
            Console.WriteLine(outputs.mean().item<float>());
            criterion.forward(outputs, target).backward();
            """);
}
