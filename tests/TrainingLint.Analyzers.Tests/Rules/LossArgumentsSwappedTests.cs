using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LossArgumentsSwappedTests
{
    private const string Rule = "TL2028";

    [Fact]
    public Task TargetFirst_IsFound() => Verify.Method(
        Rule,
        """
            var output = model.forward(input);
            var loss = [|torch.nn.functional.cross_entropy(target, output)|];
            """);

    [Fact]
    public Task LossObject_IsFound() => Verify.Method(
        Rule,
        """
            var criterion = torch.nn.CrossEntropyLoss();
            var loss = [|criterion.forward(target, model.forward(input))|];
            """);

    [Fact]
    public Task OutputFirst_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.cross_entropy(model.forward(input), target);
            """);

    [Fact]
    public Task SymmetricLoss_IsSilent() => Verify.Method(
        Rule,
        """
            var loss = torch.nn.functional.mse_loss(target, model.forward(input));
            """);

    [Fact]
    public Task TwoOutputs_IsSilent() => Verify.Method(
        Rule,
        """
            var teacher = model.forward(held);
            var loss = torch.nn.functional.cross_entropy(teacher, model.forward(input));
            """);

    [Theory]
    [InlineData("[|torch.nn.functional.cross_entropy(batch.Target, output)|]")]
    [InlineData("torch.nn.functional.cross_entropy(output, batch.Target)")]
    [InlineData("torch.nn.functional.cross_entropy(batch.Input, output)")]
    public Task TargetOfABatch_IsKnownByItsName(string loss) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed record Batch(Tensor Input, Tensor Target);

            public static class Training
            {
                public static Tensor Loss(torch.nn.Module<Tensor, Tensor> model, Batch batch)
                {
                    var output = model.forward(batch.Input);
                    return {{loss}};
                }
            }
            """);

    [Theory]
    [InlineData("[|Loss(target, model.forward(input))|]")]
    [InlineData("Loss(model.forward(input), target)")]
    public Task LossInAMethod_IsFound(string call) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Training
            {
                public static void Step(torch.nn.Module<Tensor, Tensor> model, Tensor input, Tensor target)
                {
                    var loss = {{call}};
                    loss.backward();
                }

                private static Tensor Loss(Tensor scores, Tensor classes) =>
                    torch.nn.functional.nll_loss(torch.nn.functional.log_softmax(scores, 1), classes);
            }
            """);

    [Fact]
    public Task MethodThatTurnsItsArguments_IsSilent() => Verify.Code(
        Rule,
        Snippets.Usings + """
            public static class Training
            {
                public static void Step(torch.nn.Module<Tensor, Tensor> model, Tensor input, Tensor target)
                {
                    var loss = Loss(target, model.forward(input));
                    loss.backward();
                }

                private static Tensor Loss(Tensor classes, Tensor scores) => torch.nn.functional.cross_entropy(scores, classes);
            }
            """);
}
