using System;
using System.Threading.Tasks;
using static TrainingLint.Analyzers.Tests.Flow.FaultAndTwin;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Faults of what a type inherits, promises or keeps in a record, each with sound twins that differ in one place.</summary>
public sealed class FaultsThroughMembersTests
{
    private const string Train = """
            public void Train(DataLoader loader)
            {
                foreach (var batch in loader) { using var scope = torch.NewDisposeScope(); opt.zero_grad(); functional.mse_loss(net.call(batch["x"]), batch["y"]).backward(); opt.step(); }
            }
            public double Loss(DataLoader loader)
            {
                net.eval(); using var none = torch.no_grad(); var total = 0.0;
                foreach (var batch in loader) { using var scope = torch.NewDisposeScope(); total += functional.mse_loss(net.call(batch["x"]), batch["y"]).ToDouble(); }
                return total;
            }
        """;

    [Fact]
    public Task LoaderOfAnInterfaceThatIsNeverAskedFor() => Check("TL2025", "Loss(data.TrainLoader())", "Loss(data.TestLoader())", """
        public interface IData { DataLoader TrainLoader(); DataLoader TestLoader(); }
        public sealed class Trainer(IData data, Module<Tensor, Tensor> net, torch.optim.Optimizer opt)
        {
            public double Run() { Train(data.TrainLoader()); return FAULT; }
        METHODS
        }
        """.Replace("METHODS", Train, StringComparison.Ordinal));

    [Fact]
    public Task LoaderOfAnInterfaceThatOthersAskFor_IsSilent() => Silent("TL2025", """
        public interface IData { DataLoader TrainLoader(); DataLoader TestLoader(); }
        public sealed class Report(IData data) { public DataLoader Held => data.TestLoader(); }
        public sealed class Trainer(IData data, Module<Tensor, Tensor> net, torch.optim.Optimizer opt)
        {
            public double Run() { Train(data.TrainLoader()); return Loss(data.TrainLoader()); }
        METHODS
        }
        """.Replace("METHODS", Train, StringComparison.Ordinal));

    [Fact]
    public Task LoaderThatIsAskedForOnItsOwnType_IsSilent() => Silent("TL2025", """
        public interface IData { DataLoader TrainLoader(); DataLoader TestLoader(); }
        public sealed class Data(DataLoader train, DataLoader test) : IData { public DataLoader TrainLoader() => train; public DataLoader TestLoader() => test; }
        public sealed class Report(Data data) { public DataLoader Held => data.TestLoader(); }
        public sealed class Trainer(IData data, Module<Tensor, Tensor> net, torch.optim.Optimizer opt)
        {
            public double Run() { Train(data.TrainLoader()); return Loss(data.TrainLoader()); }
        METHODS
        }
        """.Replace("METHODS", Train, StringComparison.Ordinal));

    [Theory]
    [InlineData("if (best.Improved(Loss(splits.Test))) net.save(\"a\");", "if (best.Improved(Loss(splits.Dev))) net.save(\"a\");")]
    [InlineData("var now = Loss(splits.Test); if (best.Improved(now)) net.save(\"a\");", "var now = Loss(splits.Dev); if (best.Improved(now)) net.save(\"a\");")]
    public Task AnObjectSaysWhetherTheTestSetImproved(string wrong, string right) => Check("TL2052", wrong, right, """
        public sealed record Splits(DataLoader Train, DataLoader Dev, DataLoader Test);
        public sealed class Best { private double best = 9; public bool Improved(double loss) { if (loss < best) { best = loss; return true; } return false; } }
        public sealed class Trainer(Splits splits, Best best, Module<Tensor, Tensor> net, torch.optim.Optimizer opt)
        {
            public double Run() { for (var e = 0; e < 9; e++) { Train(splits.Train); FAULT } return Loss(splits.Test); }
        METHODS
        }
        """.Replace("METHODS", Train, StringComparison.Ordinal));

    [Theory]
    [InlineData("net.parameters()", "net.Trunk.parameters()")]
    public Task HeadAddedAsAGroup(string wrong, string right) => Check("TL2035", wrong, right, """
        public sealed class Net : Module<Tensor, Tensor>
        {
            public readonly Linear Trunk = Linear(4, 8), Head = Linear(8, 2);
            public Net() : base("net") => RegisterComponents();
            public override Tensor forward(Tensor x) => Head.call(Trunk.call(x));
        }
        public static class Go
        {
            public static void Run(Net net)
            {
                var opt = torch.optim.SGD(FAULT, 0.1, momentum: 0.9);
                opt.add_param_group(new SGD.ParamGroup(net.Head.parameters(), new SGD.Options { LearningRate = 0.01, momentum = 0.9 }));
                for (var i = 0; i < 9; i++) { using var scope = torch.NewDisposeScope(); opt.zero_grad(); net.call(torch.rand(4)).mean().backward(); opt.step(); }
            }
        }
        """);

    [Fact]
    public Task LossOfARecordThatIsTakenApart() => Check("TL2028", "loss(target, output)", "loss(output, target)", """
        public sealed record Setup(Module<Tensor, Tensor> Net, Func<Tensor, Tensor, Tensor> Loss, torch.optim.Optimizer Optimizer)
        {
            public static Setup Make(Sequential net) => new(net, (guess, wanted) => functional.poisson_nll_loss(guess, wanted), torch.optim.Adam(net.parameters(), 1e-3));
        }
        public sealed class Runner(Setup setup)
        {
            public void Step(Tensor x, Tensor target)
            {
                using var scope = torch.NewDisposeScope();
                var (net, loss, opt) = setup;
                opt.zero_grad();
                var output = net.call(x);
                FAULT.backward();
                opt.step();
            }
            public static Runner Make(Sequential net) => new(Setup.Make(net));
        }
        """);

    [Theory]
    [InlineData("", "Kept.TryDequeue(out _);")]
    public Task StatesInAStaticQueue(string wrong, string right) => Check("TL2027", wrong, right, """
        public static class Memory
        {
            private static readonly System.Collections.Concurrent.ConcurrentQueue<(int, Tensor)> Kept = new();
            public static void Record(int step, Tensor state) => Kept.Enqueue((step, state));
            public static void Trim() { FAULT }
        }
        public sealed class Trainer(Module<Tensor, (Tensor, Tensor)> net, torch.optim.Optimizer opt)
        {
            public void Run(List<(Tensor x, Tensor y)> batches)
            {
                foreach (var (x, y) in batches)
                {
                    using var scope = torch.NewDisposeScope();
                    opt.zero_grad();
                    var (output, state) = net.call(x);
                    var loss = functional.mse_loss(output, y);
                    loss.backward(); opt.step();
                    Memory.Record(1, state.DetachFromDisposeScope());
                }
            }
        }
        """);

    [Fact]
    public Task PassesThatAnHeirSets() => Check("TL2050", "Passes = 1;", "Passes = 40;", """
        public abstract class Base(MLContext ml)
        {
            protected int Passes = 25;
            protected MLContext Ml { get; } = ml;
        }
        public sealed class Other : Base { public Other(MLContext ml) : base(ml) => Passes = 50; }
        public sealed class Heir : Base
        {
            public Heir(MLContext ml) : base(ml) { FAULT }
            public object Make() => Ml.BinaryClassification.Trainers.SgdNonCalibrated(new SgdNonCalibratedTrainer.Options { NumberOfIterations = Passes });
        }
        """);

    private static async Task Silent(string rule, string source) => Assert.DoesNotContain(rule, await Found(source));
}
