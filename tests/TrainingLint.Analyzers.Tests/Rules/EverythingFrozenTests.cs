using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class EverythingFrozenTests
{
    private const string Rule = "TL2036";

    [Fact]
    public Task AllFrozen_IsFound() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 4);
        foreach (var parameter in net.parameters())
        {
            parameter.requires_grad = false;
        }

        var trainer = [|torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9)|];
        var loss = torch.nn.functional.mse_loss(net.forward(input), target);
        loss.backward();
        trainer.step();
        """);

    [Fact]
    public Task OtherModelTrained_IsSilent() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 4);
        var head = torch.nn.Linear(4, 4);
        foreach (var parameter in head.parameters())
        {
            parameter.requires_grad = false;
        }

        var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
        var loss = torch.nn.functional.mse_loss(net.forward(input), target);
        loss.backward();
        trainer.step();
        """);

    [Fact]
    public Task SomeFrozen_IsSilent() => Verify.Method(
        Rule,
        """
        var net = torch.nn.Linear(4, 4);
        foreach (var parameter in net.parameters().Take(1))
        {
            parameter.requires_grad = false;
        }

        var trainer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
        var loss = torch.nn.functional.mse_loss(net.forward(input), target);
        loss.backward();
        trainer.step();
        """);

    [Theory]
    [InlineData("net.Freeze();", "[|torch.optim.Adam(net.parameters())|]")]
    [InlineData("head.Freeze();", "torch.optim.Adam(net.parameters())")]
    public Task MethodThatFreezes_IsFollowed(string freeze, string optimizer) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public static class Freezing
            {
                public static void Freeze(this torch.nn.Module module)
                {
                    foreach (var parameter in module.parameters())
                    {
                        parameter.requires_grad = false;
                    }
                }
            }

            public static class Training
            {
                public static void Run(Tensor x, Tensor y)
                {
                    var net = torch.nn.Linear(4, 2);
                    var head = torch.nn.Linear(4, 2);
                    {{freeze}}
                    var adam = {{optimizer}};
                    torch.nn.functional.mse_loss(net.forward(x), y).backward();
                    adam.step();
                }
            }
            """);

    [Theory]
    [InlineData("net", "[|torch.optim.SGD(net.head.parameters(), 0.01)|]")]
    [InlineData("net.body", "torch.optim.SGD(net.head.parameters(), 0.01)")]
    public Task PartOfAFrozenModel_IsFound(string frozen, string optimizer) => Verify.Code(
        Rule,
        Snippets.Usings + $$"""
            public sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                public readonly Linear body = torch.nn.Linear(4, 4);
                public readonly Linear head = torch.nn.Linear(4, 2);
                public Net() : base("net") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => head.forward(body.forward(x));
            }

            public static class Training
            {
                public static void Run(Net net, Tensor x, Tensor y)
                {
                    foreach (var weight in {{frozen}}.parameters())
                    {
                        weight.requires_grad = false;
                    }

                    var optimizer = {{optimizer}};
                    torch.nn.functional.mse_loss(net.forward(x), y).backward();
                    optimizer.step();
                }
            }
            """);

    [Theory]
    [InlineData("if (frozen) foreach (var weight in net.parameters()) weight.requires_grad = false;")]
    [InlineData("if (!frozen) return; foreach (var weight in net.parameters()) weight.requires_grad = false;")]
    public Task HelperThatFreezesWhereItIsAskedTo_IsSilent(string body) => Verify.Method(
        Rule,
        $$"""
            public static class Training
            {
                private static void Prepare(torch.nn.Module net, bool frozen) { {{body}} }

                public static void Run(torch.nn.Module<Tensor, Tensor> net, Tensor x, Tensor y)
                {
                    Prepare(net, frozen: false);
                    var optimizer = torch.optim.SGD(net.parameters(), 0.01);
                    torch.nn.functional.mse_loss(net.forward(x), y).backward();
                    optimizer.step();
                }
            }
            """);

    [Fact]
    public Task HelperThatAlwaysFreezes_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                private static void Prepare(torch.nn.Module net) { foreach (var weight in net.parameters()) weight.requires_grad = false; }

                public static void Run(torch.nn.Module<Tensor, Tensor> net, Tensor x, Tensor y)
                {
                    Prepare(net);
                    var optimizer = [|torch.optim.SGD(net.parameters(), 0.01)|];
                    torch.nn.functional.mse_loss(net.forward(x), y).backward();
                    optimizer.step();
                }
            }
            """);

    [Theory]
    [InlineData("if (input.dim() > 2) foreach (var weight in net.parameters()) weight.requires_grad = false;", "torch.optim.SGD(net.parameters(), 0.01)")]
    [InlineData("foreach (var weight in net.parameters()) weight.requires_grad = false;", "[|torch.optim.SGD(net.parameters(), 0.01)|]")]
    public Task FrozenWithoutBraces_IsFoundWhereNoConditionDecides(string freeze, string optimizer) => Verify.Method(
        Rule,
        $$"""
        var net = torch.nn.Linear(4, 4);
        {{freeze}}
        var trainer = {{optimizer}};
        torch.nn.functional.mse_loss(net.forward(input), target).backward();
        trainer.step();
        """);

    [Theory]
    [InlineData("teacher", "torch.optim.SGD(student.parameters(), 0.01)")]
    [InlineData("student", "[|torch.optim.SGD(student.parameters(), 0.01)|]")]
    public Task ModelsThatOneHelperIsHanded_AreNotOneModel(string frozen, string optimizer) => Verify.Method(
        Rule,
        $$"""
            public static class Training
            {
                private static void Describe(torch.nn.Module net) => Console.WriteLine(net.parameters().Count());

                public static void Run(torch.nn.Module<Tensor, Tensor> teacher, torch.nn.Module<Tensor, Tensor> student, Tensor x)
                {
                    Describe(teacher);
                    Describe(student);
                    foreach (var weight in {{frozen}}.parameters()) { weight.requires_grad = false; }
                    var optimizer = {{optimizer}};
                    torch.nn.functional.mse_loss(student.forward(x), teacher.forward(x)).backward();
                    optimizer.step();
                }
            }
            """);
}
