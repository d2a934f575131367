using System;
using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>
/// One training whose loop, learner and start are types of their own, told apart by an interface, with one thing changed.
/// </summary>
public sealed class RunsAcrossTypesTests
{
    private const string Program = Snippets.Usings + """
        public interface ILearner
        {
            void Study();

            void Clear();

            void Learn(Tensor x, Tensor y);

            void Advance();

            double Judge(IReadOnlyList<(Tensor X, Tensor Y)> rows);
        }

        public sealed class Learner(Sequential net, torch.optim.Optimizer optimizer) : ILearner
        {
            private readonly List<Tensor> _kept = new();

            public void Study() => net.train();

            public void Clear() => optimizer.zero_grad();

            public void Learn(Tensor x, Tensor y)
            {
                using var scope = torch.NewDisposeScope();
                var loss = Loss(x, y);
                loss.backward();
            }

            public void Advance() => optimizer.step();

            public double Judge(IReadOnlyList<(Tensor X, Tensor Y)> rows)
            {
                net.eval();
                using var off = torch.no_grad();
                return rows.Average(row => Loss(row.X, row.Y).item<float>());
            }

            private Tensor Loss(Tensor x, Tensor y) => torch.nn.functional.cross_entropy(net.forward(x), y);
        }

        public sealed class Loop(ILearner learner, int epochs)
        {
            public void Run(IReadOnlyList<(Tensor X, Tensor Y)> rows, IReadOnlyList<(Tensor X, Tensor Y)> held)
            {
                for (var epoch = 0; epoch < epochs; epoch++)
                {
                    learner.Study();
                    foreach (var (x, y) in rows)
                    {
                        learner.Clear();
                        learner.Learn(x, y);
                        learner.Advance();
                    }

                    Console.WriteLine(learner.Judge(held));
                }
            }
        }

        public static class Start
        {
            public static void Main(IReadOnlyList<(Tensor X, Tensor Y)> rows, IReadOnlyList<(Tensor X, Tensor Y)> held)
            {
                var net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.2), torch.nn.Linear(8, 2));
                var optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
                new Loop(new Learner(net, optimizer), 20).Run(rows, held);
            }
        }
        """;

    [Theory]
    [InlineData("TL2001")]
    [InlineData("TL2002")]
    [InlineData("TL2003")]
    [InlineData("TL2018")]
    [InlineData("TL2025")]
    [InlineData("TL2027")]
    [InlineData("TL2028")]
    [InlineData("TL2029")]
    [InlineData("TL2030")]
    [InlineData("TL2032")]
    [InlineData("TL2033")]
    [InlineData("TL2034")]
    [InlineData("TL2035")]
    [InlineData("TL2036")]
    [InlineData("TL2037")]
    [InlineData("TL2039")]
    [InlineData("TL2051")]
    [InlineData("TL2052")]
    [InlineData("TL2057")]
    public Task TrainingAsItShouldBe_IsSilent(string rule) => Verify.Code(rule, Program);

    [Theory]
    [InlineData("{ }", "[|optimizer.step()|]")]
    [InlineData("=> net.zero_grad();", "optimizer.step()")]
    public Task GradientsThatNobodyClears_AreFound(string clear, string step) => Verify.Code("TL2001", With(
        ("public void Clear() => optimizer.zero_grad();", "public void Clear() " + clear), ("optimizer.step()", step)));

    [Theory]
    [InlineData("learner.Clear(); learner.Advance(); learner.Learn(x, y);", "[|optimizer.step()|]", "optimizer.zero_grad()")]
    [InlineData("learner.Learn(x, y); learner.Clear(); learner.Advance();", "optimizer.step()", "[|optimizer.zero_grad()|]")]
    [InlineData("learner.Learn(x, y); learner.Advance(); learner.Clear();", "optimizer.step()", "optimizer.zero_grad()")]
    public Task OrderOfATurn_IsThatOfItsCalls(string turn, string step, string clear) => Verify.Code("TL2002", With(
        ("learner.Clear();", turn),
        ("                learner.Learn(x, y);\n                learner.Advance();\n", ""),
        ("optimizer.step()", step),
        ("optimizer.zero_grad()", clear)));

    [Theory]
    [InlineData("", "[|learner.Judge(held)|]")]
    [InlineData("if (epoch == 0) learner.Study();", "[|learner.Judge(held)|]")]
    [InlineData("if (epoch > 0) learner.Study();", "learner.Judge(held)")]
    public Task ModeThatNobodySwitchesBack_IsFound(string study, string judge) => Verify.Code("TL2003", With(
        ("learner.Study();", study), ("learner.Judge(held)", judge)));

    [Theory]
    [InlineData("optimizer.step(); [|torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)|];")]
    [InlineData("torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0); optimizer.step();")]
    public Task ClippingOfATurn_ComesBeforeTheStep(string advance) => Verify.Code("TL2018", With(
        ("public void Advance() => optimizer.step();", "public void Advance() { " + advance + " }")));

    [Theory]
    [InlineData("Console.WriteLine($\"validation loss {[|learner.Judge(rows)|]}\");")]
    [InlineData("Console.WriteLine($\"training loss {learner.Judge(rows)}\");")]
    [InlineData("Console.WriteLine($\"training {learner.Judge(rows)} validation {learner.Judge(held)}\");")]
    public Task RowsOfTheTraining_ValidateNothing(string report) => Verify.Code("TL2051", With(
        ("Console.WriteLine(learner.Judge(held));", report)));

    [Theory]
    [InlineData("[|_kept.Add(loss)|];")]
    [InlineData("_kept.Add(loss.detach());")]
    [InlineData("_kept.Add(loss); if (_kept.Count > 9) _kept.Clear();")]
    public Task LossThatAListKeeps_IsFound(string keep) => Verify.Code("TL2027", With(
        ("loss.backward();", "loss.backward(); " + keep)));

    [Theory]
    [InlineData("[|torch.nn.functional.cross_entropy(y, net.forward(x))|]")]
    [InlineData("torch.nn.functional.mse_loss(y, net.forward(x))")]
    public Task TargetThatComesFirst_IsFound(string loss) => Verify.Code("TL2028", With(
        ("torch.nn.functional.cross_entropy(net.forward(x), y)", loss)));

    [Theory]
    [InlineData("torch.manual_seed(3);", "[|learner.Study()|]")]
    [InlineData("torch.manual_seed(Environment.TickCount64);", "learner.Study()")]
    public Task SeedOfEveryEpoch_IsFound(string seed, string study) => Verify.Code("TL2030", With(
        ("public void Study() => net.train();", "public void Study() { " + seed + " net.train(); }"), ("learner.Study()", study)));

    [Theory]
    [InlineData("epochs", "[|plan.step()|]")]
    [InlineData("epochs * rows.Count", "plan.step()")]
    public Task ScheduleOfTheEpochs_IsSteppedOncePerEpoch(string length, string step) => Verify.Code("TL2032", With(
        ("Learner(Sequential net, torch.optim.Optimizer optimizer)",
            "Learner(Sequential net, torch.optim.Optimizer optimizer, torch.optim.lr_scheduler.LRScheduler plan)"),
        ("=> optimizer.step();", "{ optimizer.step(); " + step + "; }"),
        ("new Loop(new Learner(net, optimizer), 20)", "new Loop(new Learner(net, optimizer, plan), epochs)"),
        ("momentum: 0.9);", "momentum: 0.9);\n        var epochs = 20;\n        var plan = "
            + "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, " + length + ");")));

    [Theory]
    [InlineData("{ }", "[|loss.backward()|]")]
    [InlineData("{ foreach (var p in net.parameters()) p.sub_(p.grad! * 0.1); }", "loss.backward()")]
    public Task GradientsThatNobodyFollows_AreFound(string advance, string backward) => Verify.Code("TL2033", With(
        ("=> optimizer.step();", advance), ("loss.backward()", backward)));

    [Theory]
    [InlineData("[|torch.optim.SGD(other.parameters(), 0.01, momentum: 0.9)|]")]
    [InlineData("torch.optim.SGD(net.parameters().Concat(other.parameters()), 0.01, momentum: 0.9)")]
    public Task OptimizerOfAnIdleModel_IsFound(string optimizer) => Verify.Code("TL2034", With(
        ("torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9)", optimizer),
        ("        var optimizer = ", "        var other = torch.nn.Linear(4, 2);\n        var optimizer = ")));

    [Theory]
    [InlineData("[|torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9)|]", "p.requires_grad = false")]
    [InlineData("torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9)", "p.requires_grad = p.shape.Length > 1")]
    public Task FrozenByAHelper_IsFound(string optimizer, string freeze) => Verify.Code("TL2036", With(
        ("torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9)", optimizer),
        ("        var optimizer = ", "        Freeze(net);\n        var optimizer = "),
        ("public static class Start\n{", "public static class Start\n{\n    private static void Freeze(torch.nn.Module module)\n    {\n"
            + "        foreach (var p in module.parameters())\n        {\n            " + freeze + ";\n        }\n    }\n")));

    [Theory]
    [InlineData("[|loss.backward()|]", "using var none = torch.no_grad();")]
    [InlineData("loss.backward()", "using var scope = torch.NewDisposeScope();")]
    public Task ScopeOfATurn_IsLookedForInItsFunctions(string backward, string scope) => Verify.Code("TL2039", With(
        ("using var scope = torch.NewDisposeScope();", scope.Contains("none", StringComparison.Ordinal) ? "" : scope),
        ("loss.backward()", backward)));

    [Theory]
    [InlineData("", "net.forward(x)", true)]
    [InlineData("net.eval();", "net.forward(x)", false)]
    public Task ModeOfAJudgement_IsSetBefore(string mode, string forward, bool isFound) => Verify.Code("TL2057", With(
        ("net.eval();", mode), ("net.forward(x)", isFound ? "[|" + forward + "|]" : forward)));

    [Theory]
    [InlineData("net.eval(); var mode = new Judging(net);", "learner.Judge(held)")]
    [InlineData("using var mode = new Judging(net);", "learner.Judge(held)")]
    public Task GuardThatSwitchesBack_IsSilent(string mode, string judge) => Verify.Code("TL2003", With(
        ("learner.Study();", mode.StartsWith("using", StringComparison.Ordinal) ? "" : "learner.Study();"),
        ("learner.Judge(held)", judge),
        ("net.eval();", mode))
        + """


        public sealed class Judging : IDisposable
        {
            private readonly torch.nn.Module _module;

            public Judging(torch.nn.Module module)
            {
                _module = module;
                _module.eval();
            }

            public void Dispose() => _module.train();
        }
        """);

    [Theory]
    [InlineData("", "test")]
    [InlineData("optimizer.step();", "[|test|]")]
    public Task AttackOnTheTestRows_TrainsOnNothing(string step, string rows) => Verify.Code("TL2025", Snippets.Usings + $$"""
        public static class Attack
        {
            public static void Run(Sequential net, IReadOnlyList<(Tensor X, Tensor Y)> test)
            {
                var optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum: 0.9);
                foreach (var (x, y) in {{rows}})
                {
                    x.requires_grad = true;
                    optimizer.zero_grad();
                    torch.nn.functional.cross_entropy(net.forward(x), y).backward();
                    {{step}}
                }

                Console.WriteLine(Judge(net, test));
            }

            private static double Judge(Sequential net, IReadOnlyList<(Tensor X, Tensor Y)> rows)
            {
                net.eval();
                using var off = torch.no_grad();
                return rows.Average(row => torch.nn.functional.cross_entropy(net.forward(row.X), row.Y).item<float>());
            }
        }
        """);

    private static string With(params (string From, string To)[] changes)
    {
        var program = Program;
        foreach (var (from, to) in changes)
        {
            program = program.Replace(from, to, StringComparison.Ordinal);
        }

        return program;
    }
}
