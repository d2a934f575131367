using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class TopLevelStatementsTests
{
    private static readonly SnippetOptions Program = new() { IsProgram = true };

    [Fact]
    public Task RateInTopLevelStatements_IsFound() => Verify.Code(
        "TL0102",
        Snippets.Usings + """
            var model = torch.nn.Linear(10, 2);
            var adam = torch.optim.Adam(model.parameters(), [|0.5|]);
            Train(adam);

            void Train(torch.optim.Optimizer optimizer) => optimizer.step();
            """,
        Program);

    [Fact]
    public Task LoopInALocalFunction_IsFound() => Verify.Code(
        "TL2001",
        Snippets.Usings + """
            torch.manual_seed(1);
            var model = torch.nn.Linear(10, 2);
            Train(model, torch.optim.Adam(model.parameters()));

            static void Train(Linear model, torch.optim.Optimizer optimizer)
            {
                for (var epoch = 0; epoch < 10; epoch++)
                {
                    model.forward(torch.randn(10)).sum().backward();
                    [|optimizer.step()|];
                }
            }
            """,
        Program);
}
