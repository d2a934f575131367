using System;
using System.Threading.Tasks;
using static TrainingLint.Analyzers.Tests.Flow.FaultAndTwin;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Faults that go through helpers, records and classes of their own, each with sound twins that differ in one place.</summary>
public sealed class FaultsThroughHelpersTests
{
    private const string Loop = """
        public static class Go
        {
            public static void Run(Sequential net, List<(Tensor x, Tensor y)> batches, torch.optim.Optimizer opt)
            {
                FAULT
            }
        }
        """;

    [Theory]
    [InlineData("_ => 1.02", "_ => 0.98")]
    [InlineData("_ => 1 / Plan.Decay", "_ => Plan.Decay")]
    [InlineData("Plan.Up", "Plan.Down")]
    [InlineData("epoch => { return Plan.Growth; }", "epoch => { return epoch < 5 ? Plan.Growth : 1.0; }")]
    public Task RateThatGrowsByAFunction(string wrong, string right) => Check("TL2031", wrong, right, """
        public static class Plan
        {
            public const double Decay = 0.97, Growth = 1.03;
            public static double Up(int epoch) => 1.1;
            public static double Down(int epoch) => 0.9;
            public static torch.optim.lr_scheduler.LRScheduler Attach(torch.optim.Optimizer optimizer) =>
                torch.optim.lr_scheduler.MultiplicativeLR(optimizer, FAULT);
        }
        """);

    [Theory]
    [InlineData("plan.Total", "plan.Epochs")]
    [InlineData("plan.Epochs * batches.Count", "plan.Epochs")]
    [InlineData("plan.All()", "plan.Epochs")]
    public Task LengthInStepsThatAnotherTypeComputes(string wrong, string right) => Check("TL2032", wrong, right, """
        public sealed class Plan
        {
            public int Epochs { get; set; } = 20;
            public int PerEpoch { get; set; } = 9;
            public int Total => Epochs * PerEpoch;
            public int All() => PerEpoch * Epochs;
        }
        public static class Go
        {
            public static void Run(Sequential net, List<(Tensor x, Tensor y)> batches, Plan plan)
            {
                using var opt = torch.optim.Adam(net.parameters(), 1e-3);
                var schedule = torch.optim.lr_scheduler.CosineAnnealingLR(opt, FAULT);
                for (var epoch = 0; epoch < plan.Epochs; epoch++)
                {
                    foreach (var (x, y) in batches)
                    {
                        using var scope = torch.NewDisposeScope();
                        opt.zero_grad(); functional.mse_loss(net.call(x), y).backward(); opt.step();
                    }
                    schedule.step();
                }
            }
        }
        """);

    [Theory]
    [InlineData("Math.Pow(1 - step / total, 0.9)", "Math.Pow(1 - (double)step / total, 0.9)")]
    [InlineData("Math.Sqrt(1 - step / total)", "Math.Pow(0.5, step / total)")]
    public Task WholeNumbersInABase(string wrong, string right) => Check("TL2021", wrong, right, """
        public sealed class Decay(double start, int total)
        {
            public void Apply(torch.optim.Optimizer optimizer, int step)
            {
                var rate = start * FAULT;
                foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
            }
        }
        """);

    [Theory]
    [InlineData("if (pending < every) return; opt.step(); opt.zero_grad(); pending = 0;", "loss.backward();", "(loss / every).backward();")]
    [InlineData("if (pending >= every) { opt.step(); opt.zero_grad(); pending = 0; }", "loss.backward();", "(loss / every).backward();")]
    [InlineData("if (pending == every) { opt.step(); opt.zero_grad(); pending = 0; }", "loss.backward();", "loss.div(every).backward();")]
    public Task AccumulatedByAClassOfItsOwn(string step, string wrong, string right) => Check("TL2037", wrong, right, """
        public sealed class Accumulator(torch.optim.Optimizer opt, int every)
        {
            private int pending;
            public void Backward(Tensor loss)
            {
                FAULT
                pending++;
                STEP
            }
        }
        public static class Go
        {
            public static void Run(Sequential net, List<(Tensor x, Tensor y)> batches)
            {
                var accumulator = new Accumulator(torch.optim.SGD(net.parameters(), 0.1), 8);
                foreach (var (x, y) in batches) { using var scope = torch.NewDisposeScope(); accumulator.Backward(functional.mse_loss(net.call(x), y)); }
            }
        }
        """.Replace("STEP", step, StringComparison.Ordinal));

    [Theory]
    [InlineData("!p.requires_grad", "p.requires_grad")]
    [InlineData("p.requires_grad == false", "p.requires_grad == true")]
    [InlineData("p.requires_grad is false", "p.requires_grad is true")]
    public Task FrozenParametersChosen(string wrong, string right) => Check("TL2036", wrong, right, """
        public static class Go
        {
            public static void Run(Sequential net, List<(Tensor x, Tensor y)> batches)
            {
                var chosen = net.parameters().Where(p => FAULT).ToList();
                using var opt = torch.optim.AdamW(chosen, 1e-4);
                foreach (var (x, y) in batches) { using var scope = torch.NewDisposeScope(); opt.zero_grad(); functional.mse_loss(net.call(x), y).backward(); opt.step(); }
            }
        }
        """);

    [Fact]
    public Task OptimizerOfARecordThatIsNeverStepped() => Check("TL2033", "state.Scheduler.step();", "state.Optimizer.step(); state.Scheduler.step();", """
        public interface IHook { void After(State state); }
        public sealed record State(Module<Tensor, Tensor> Model, torch.optim.Optimizer Optimizer, torch.optim.lr_scheduler.LRScheduler Scheduler);
        public sealed class StepHook : IHook { public void After(State state) { FAULT } }
        public sealed class Loop(List<IHook> hooks)
        {
            public void Run(State state, List<(Tensor x, Tensor y)> batches)
            {
                foreach (var (x, y) in batches)
                {
                    using var scope = torch.NewDisposeScope();
                    state.Optimizer.zero_grad();
                    functional.l1_loss(state.Model.call(x), y).backward();
                    foreach (var hook in hooks) hook.After(state);
                }
            }
        }
        """);

    [Theory]
    [InlineData("for (var t = 0; t < 9; t++) { Tensor goal; using (torch.no_grad()) goal = net.call(torch.rand(8)); var loss = (net.call(torch.rand(8)) - goal).pow(2).mean(); opt.zero_grad(); loss.backward(); opt.step(); }",
        "for (var t = 0; t < 9; t++) { using var scope = torch.NewDisposeScope(); Tensor goal; using (torch.no_grad()) goal = net.call(torch.rand(8)); var loss = (net.call(torch.rand(8)) - goal).pow(2).mean(); opt.zero_grad(); loss.backward(); opt.step(); }")]
    public Task NoGradFreesNothing(string wrong, string right) => Check("TL2039", wrong, right, Loop);

    [Fact]
    public Task OrderOfAGeneratorThatIsSeededAgain() => Check("TL2030", "generator.manual_seed(64);", "", """
        public static class Go
        {
            public static void Run(Sequential net, Tensor x, Tensor y, torch.optim.Optimizer opt)
            {
                using var generator = new torch.Generator(64);
                for (var epoch = 0; epoch < 9; epoch++)
                {
                    using var scope = torch.NewDisposeScope();
                    FAULT
                    var rows = torch.randperm(100, generator: generator);
                    opt.zero_grad(); functional.mse_loss(net.call(x[rows]), y[rows]).backward(); opt.step();
                }
            }
        }
        """);
}
