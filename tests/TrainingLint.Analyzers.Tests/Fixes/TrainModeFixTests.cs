using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class TrainModeFixTests
{
    [Fact]
    public Task TrainIsCalledInEveryEpoch() => VerifyFix.Method(
        new TrainModeFix(),
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                model.forward(input).sum().backward();
                optimizer.step();
                model.eval();
            }
            """,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                model.train();
                optimizer.zero_grad();
                model.forward(input).sum().backward();
                optimizer.step();
                model.eval();
            }
            """);

    [Fact]
    public Task ModelThatAMethodLeavesInEvaluationMode_IsTrainedAgain() => VerifyFix.Code(
        new TrainModeFix(),
        Training(""),
        Training("model.train();\n            "));

    private static string Training(string first) => Snippets.Usings + $$"""
        public static class Training
        {
            public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor input)
            {
                for (var epoch = 0; epoch < 10; epoch++)
                {
                    {{first}}optimizer.zero_grad();
                    model.forward(input).sum().backward();
                    optimizer.step();
                    Test(model, input);
                }
            }

            private static void Test(torch.nn.Module<Tensor, Tensor> model, Tensor input)
            {
                model.eval();
                using var noGrad = torch.no_grad();
                Console.WriteLine(model.forward(input).sum().item<float>());
            }
        }
        """;
}
