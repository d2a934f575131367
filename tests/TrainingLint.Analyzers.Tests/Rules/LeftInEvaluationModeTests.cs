using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class LeftInEvaluationModeTests
{
    private const string Rule = "TL2003";

    [Fact]
    public Task EvalInTheLoopWithoutTrain_IsFound() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
                [|model.eval()|];
            }
            """);

    [Fact]
    public Task TrainAtTheStartOfTheEpoch_IsSilent() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                model.train();
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
                model.eval();
            }
            """);

    [Fact]
    public Task TrainInTheCalledMethod_IsSilent() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor input)
                {
                    for (var epoch = 0; epoch < 10; epoch++)
                    {
                        Epoch(model, optimizer, input);
                        model.eval();
                    }
                }

                private static void Epoch(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor input)
                {
                    model.train();
                    optimizer.zero_grad();
                    model.forward(input).sum().backward();
                    optimizer.step();
                }
            }
            """);

    [Fact]
    public Task EvalInTheCalledMethod_IsFound() => Verify.Method(
        Rule,
        """
            public static class Training
            {
                public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, Tensor input)
                {
                    for (var epoch = 0; epoch < 10; epoch++)
                    {
                        optimizer.zero_grad();
                        model.forward(input).sum().backward();
                        optimizer.step();
                        [|Test(model, input)|];
                    }
                }

                private static void Test(torch.nn.Module<Tensor, Tensor> model, Tensor input)
                {
                    model.eval();
                    model.forward(input).sum();
                }
            }
            """);

    [Fact]
    public Task TeacherInEvaluationMode_IsSilent() => Verify.Method(
        Rule,
        """
            var teacher = torch.nn.Linear(10, 2);
            var student = torch.nn.Linear(10, 2);
            var sgd = torch.optim.SGD(student.parameters(), 0.1, momentum: 0.9);
            for (var epoch = 0; epoch < 10; epoch++)
            {
                teacher.eval();
                sgd.zero_grad();
                torch.nn.functional.mse_loss(student.forward(input), teacher.forward(input)).backward();
                sgd.step();
            }
            """);

    [Fact]
    public Task EvalBehindTheLoop_IsSilent() => Verify.Method(
        Rule,
        """
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }

            model.eval();
            """);

    [Fact]
    public Task EvalAheadOfTheLoop_IsFound() => Verify.Method(
        Rule,
        """
            [|model.eval()|];
            for (var epoch = 0; epoch < 10; epoch++)
            {
                optimizer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(input), target).backward();
                optimizer.step();
            }
            """);

    [Fact]
    public Task TrainOneCallBelowTheTraining_IsSilent() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
            {
                public void Run(IEnumerable<Tensor> states)
                {
                    foreach (var state in states)
                    {
                        Act(state);
                        Learn(state);
                    }
                }

                private void Act(Tensor state)
                {
                    model.eval();
                    using var noGrad = torch.no_grad();
                    model.forward(state);
                }

                private void Learn(Tensor state) => Batch(state);

                private void Batch(Tensor state)
                {
                    Mode(true);
                    optimizer.zero_grad();
                    model.forward(state).sum().backward();
                    optimizer.step();
                }

                private void Mode(bool isTraining) => model.train(isTraining);
            }
            """);

    [Fact]
    public Task NothingBelowTheTrainingSwitchesBack_IsFound() => Verify.Method(
        Rule,
        """
            public sealed class Training(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
            {
                public void Run(IEnumerable<Tensor> states)
                {
                    foreach (var state in states)
                    {
                        [|Act(state)|];
                        Learn(state);
                    }
                }

                private void Act(Tensor state)
                {
                    model.eval();
                    using var noGrad = torch.no_grad();
                    model.forward(state);
                }

                private void Learn(Tensor state) => Batch(state);

                private void Batch(Tensor state)
                {
                    Clear();
                    model.forward(state).sum().backward();
                    optimizer.step();
                }

                private void Clear() => optimizer.zero_grad();
            }
            """);

    private const string MadeHere = "var net = Build(); var optimizer = torch.optim.SGD(net.parameters(), 0.01);";

    [Theory]
    [InlineData("", MadeHere, "net.eval();")]
    [InlineData("", MadeHere, "Judge(net);")]
    [InlineData(MadeHere, "", "[|net.eval()|];")]
    [InlineData(MadeHere, "", "[|Judge(net)|];")]
    [InlineData("", MadeHere + " [|net.eval()|];", "")]
    public Task ModelOfATrialThatIsJudgedAtItsEnd_IsFoundWhereTheNextTrialTrainsIt(string before, string first, string last) =>
        Verify.Method(
            Rule,
            $$"""
            public static class Training
            {
                public static void Run(IEnumerable<(Tensor X, Tensor Y, Tensor Held)> folds)
                {
                    {{before}}
                    foreach (var (x, y, held) in folds)
                    {
                        {{first}}
                        for (var step = 0; step < 100; step++)
                        {
                            optimizer.zero_grad();
                            torch.nn.functional.mse_loss(net.forward(x), y).backward();
                            optimizer.step();
                        }

                        {{last}}
                        Console.WriteLine(net.forward(held).item<float>());
                    }
                }

                private static Linear Build() => torch.nn.Linear(4, 1);
                private static void Judge(torch.nn.Module net) { net.eval(); }
            }
            """);

    [Theory]
    [InlineData("model.eval();", "[picture]")]
    [InlineData("if (input.dim() > 2) model.eval();", "model.parameters()")]
    [InlineData("[|model.eval()|];", "model.parameters()")]
    public Task EvaluationModeAheadOfTraining_IsFoundForTheModelThatIsTrained(string eval, string trained) => Verify.Method(
        Rule,
        $$"""
            var picture = new Parameter(input.clone());
            {{eval}}
            var trainer = torch.optim.Adam({{trained}}, 0.02);
            for (var step = 0; step < 100; step++)
            {
                trainer.zero_grad();
                torch.nn.functional.mse_loss(model.forward(picture), target).backward();
                trainer.step();
            }
            """);

    [Theory]
    [InlineData("teacher.eval();")]
    [InlineData("[|student.eval()|];")]
    public Task ModelsThatOneHelperIsHanded_AreNotOneModel(string eval) => Verify.Method(
        Rule,
        $$"""
            public static class Training
            {
                private static void Describe(torch.nn.Module net) => Console.WriteLine(net.parameters().Count());

                public static void Run(torch.nn.Module<Tensor, Tensor> teacher, torch.nn.Module<Tensor, Tensor> student, IEnumerable<Tensor> batches)
                {
                    Describe(teacher);
                    Describe(student);
                    {{eval}}
                    var optimizer = torch.optim.Adam(student.parameters(), 0.001);
                    foreach (var x in batches)
                    {
                        optimizer.zero_grad();
                        torch.nn.functional.mse_loss(student.forward(x), teacher.forward(x)).backward();
                        optimizer.step();
                    }
                }
            }
            """);
}
