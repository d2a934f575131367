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

    [Theory]
    [InlineData("critic", "[|torch.optim.Adam(critic.parameters(), 1e-4)|]")]
    [InlineData("maker", "torch.optim.Adam(critic.parameters(), 1e-4)")]
    public Task TwoOptimizersOfOneModel_AreFound(string first, string second) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Maker : torch.nn.Module<Tensor, Tensor>
            {
                private readonly Linear layer = torch.nn.Linear(4, 4);
                public Maker() : base("maker") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => layer.forward(x);
            }

            public sealed class Training
            {
                private readonly Maker maker = new();
                private readonly Linear critic = torch.nn.Linear(4, 1);

                public void Run(IEnumerable<Tensor> batches)
                {
                    var first = torch.optim.Adam({{first}}.parameters(), 1e-4);
                    var second = {{second}};
                    foreach (var batch in batches)
                    {
                        var made = maker.forward(batch);
                        second.zero_grad();
                        critic.forward(made.detach()).mean().backward();
                        second.step();
                        first.zero_grad();
                        critic.forward(made).mean().backward();
                        first.step();
                    }
                }
            }
            """);
}
