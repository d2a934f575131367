using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class AnotherModelOptimizedTests
{
    private const string Rule = "TL2034";

    [Fact]
    public Task ModelThatIsNeverRun_IsFound() => Verify.Method(
        Rule,
        """
        var teacher = torch.nn.Linear(4, 1);
        var student = torch.nn.Linear(4, 1);
        var trainer = [|torch.optim.SGD(teacher.parameters(), 0.01, momentum: 0.9)|];
        var loss = torch.nn.functional.mse_loss(student.forward(input), target);
        loss.backward();
        trainer.step();
        """);

    [Fact]
    public Task ModelThatIsRun_IsSilent() => Verify.Method(
        Rule,
        """
        var teacher = torch.nn.Linear(4, 1);
        var student = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(teacher.parameters(), 0.01, momentum: 0.9);
        var hint = teacher.forward(input);
        var loss = torch.nn.functional.mse_loss(student.forward(input), target);
        loss.backward();
        trainer.step();
        """);

    [Fact]
    public Task ModelItself_IsSilent() => Verify.Method(
        Rule,
        """
        var teacher = torch.nn.Linear(4, 1);
        var student = torch.nn.Linear(4, 1);
        var trainer = torch.optim.SGD(student.parameters(), 0.01, momentum: 0.9);
        var loss = torch.nn.functional.mse_loss(student.forward(input), target);
        loss.backward();
        trainer.step();
        """);

    [Theory]
    [InlineData("[|torch.optim.Adam(teacher.parameters())|]")]
    [InlineData("torch.optim.Adam(student.parameters())")]
    public Task ModelInAField_IsFoundWhereItIsNeverRun(string optimizer) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Training
            {
                private readonly Linear teacher = torch.nn.Linear(4, 2);
                private readonly Linear student = torch.nn.Linear(4, 2);

                public void Step(Tensor x, Tensor y)
                {
                    var adam = {{optimizer}};
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(student.forward(x), y).backward();
                    adam.step();
                }
            }
            """);
}
