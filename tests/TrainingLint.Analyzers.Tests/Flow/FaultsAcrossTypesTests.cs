using System.Threading.Tasks;
using static TrainingLint.Analyzers.Tests.Flow.FaultAndTwin;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Faults whose parts stand in several types, each with a sound twin: WRONG and RIGHT say where the two differ.</summary>
public sealed class FaultsAcrossTypesTests
{
    [Fact]
    public Task OneSetInBothRolesOfAMethod() => Check("TL2051", "validation: train", "validation: held", """
        public sealed class Trainer { public void Fit(List<float[]> training, List<float[]>? validation = null) { } }
        public static class Go
        {
            public static void Run(Trainer trainer, List<float[]> train, List<float[]> held, torch.nn.Module<Tensor, Tensor> net)
            {
                using var loader = DataLoader((Dataset)null!, 8, shuffle: true);
                trainer.Fit(train, FAULT);
            }
        }
        """);

    [Fact]
    public Task LoadersOfARecord() => Check("TL2051", "DataLoader(train, 64, shuffle: false)", "DataLoader(held, 64, shuffle: false)", """
        public sealed record Loaders(DataLoader Train, DataLoader Valid)
        {
            public static Loaders Open(Dataset train, Dataset held) => new(DataLoader(train, 32, shuffle: true), FAULT);
        }
        """);

    [Fact]
    public Task MeasuredByAMethodOnWhatItIsTrainedOn() => Check("TL2025", "Score(xTrain, yTrain)", "Score(xTest, yTest)", """
        public class Trainer<TModel> where TModel : Module<Tensor, Tensor>
        {
            public required TModel Model { get; init; }
            public required torch.optim.Optimizer Optimizer { get; init; }
            public void Fit(Tensor x, Tensor y)
            {
                for (var e = 0; e < 9; e++) { using var scope = torch.NewDisposeScope(); Optimizer.zero_grad(); functional.mse_loss(Model.forward(x), y).backward(); Optimizer.step(); }
            }
            public float Score(Tensor x, Tensor y) { Model.eval(); using var g = torch.no_grad(); return functional.mse_loss(Model.forward(x), y).item<float>(); }
        }
        public static class Go
        {
            public static void Run(Trainer<Sequential> trainer, Tensor x, Tensor y)
            {
                Tensor xTrain = x[..80], yTrain = y[..80], xTest = x[80..], yTest = y[80..];
                trainer.Fit(xTrain, yTrain);
                Console.WriteLine(trainer.FAULT);
            }
        }
        """);

    [Fact]
    public Task OptimizerOfTheTeacher() => Check("TL2034", "teacher.parameters()", "student.parameters()", """
        public sealed class Distiller
        {
            public void Run(Module<Tensor, Tensor> teacher, IEnumerable<Tensor> batches)
            {
                var student = Sequential(Linear(64, 16), ReLU(), Linear(16, 4));
                var optimizer = torch.optim.Adam(FAULT, 1e-3);
                foreach (var x in batches)
                {
                    using var scope = torch.NewDisposeScope();
                    Tensor soft;
                    using (torch.no_grad()) soft = teacher.forward(x);
                    optimizer.zero_grad();
                    functional.mse_loss(student.forward(x), soft).backward();
                    optimizer.step();
                }
            }
        }
        """);

    [Fact]
    public Task OptimizerOfTheTargetOfTwoModelsOfOneFactory() => Check("TL2034", "_target.parameters()", "_online.parameters()", """
        public sealed class Learner
        {
            private readonly Sequential _online, _target;
            private readonly torch.optim.Optimizer _optimizer;
            public Learner() { (_online, _target) = (Build(), Build()); _optimizer = torch.optim.Adam(FAULT, 1e-3); }
            private static Sequential Build() => Sequential(Linear(4, 64), ReLU(), Linear(64, 2));
            public void Learn(Tensor state, Tensor next)
            {
                using var scope = torch.NewDisposeScope();
                Tensor wanted;
                using (torch.no_grad()) wanted = _target.call(next);
                var loss = functional.mse_loss(_online.call(state), wanted);
                _optimizer.zero_grad();
                loss.backward();
                _optimizer.step();
            }
        }
        """);

    [Fact]
    public Task EveryOutputDetached() => Check("TL2029", "encoder.forward(x).detach()", "encoder.forward(x)", """
        public static class Coder
        {
            public static void Train(IEnumerable<Tensor> batches)
            {
                var encoder = Sequential(Linear(30, 16), ReLU());
                var decoder = Sequential(Linear(16, 30));
                var optimizer = torch.optim.Adam(encoder.parameters().Concat(decoder.parameters()), 1e-3);
                foreach (var x in batches)
                {
                    using var scope = torch.NewDisposeScope();
                    optimizer.zero_grad();
                    var code = FAULT;
                    functional.mse_loss(decoder.forward(code), x).backward();
                    optimizer.step();
                }
            }
        }
        """);

    [Fact]
    public Task ClippedBehindTheStepByAnExtension() => Check("TL2018",
        "optimizer.step(); torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0);", "torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0); optimizer.step();", """
        public static class Steps { public static void StepClipped(this torch.optim.Optimizer optimizer, Module net) { FAULT } }
        public sealed class Trainer(Module<Tensor, Tensor> net)
        {
            public void Train(IEnumerable<(Tensor X, Tensor Y)> data)
            {
                var optimizer = torch.optim.Adam(net.parameters(), 1e-3);
                foreach (var (x, y) in data) { optimizer.zero_grad(); functional.mse_loss(net.forward(x), y).backward(); optimizer.StepClipped(net); }
            }
        }
        """);

    [Fact]
    public Task SoftMaxInAnOverrideOfTheModel() => Check("TL2005", "functional.softmax(logits, 1)", "functional.relu(logits)", """
        public class Common : Module<Tensor, Tensor>
        {
            private readonly Linear classifier = Linear(32, 4);
            protected Common() : base("net") => RegisterComponents();
            public override Tensor forward(Tensor x) => Activate(classifier.forward(x));
            protected virtual Tensor Activate(Tensor logits) => logits;
        }
        public sealed class Mine : Common { protected override Tensor Activate(Tensor logits) => FAULT; }
        public sealed class Fit
        {
            private readonly Mine _net = new();
            public void Run(IEnumerable<(Tensor X, Tensor Y)> data)
            {
                using var optimizer = torch.optim.Adam(_net.parameters(), 1e-3);
                foreach (var (x, y) in data) { optimizer.zero_grad(); functional.cross_entropy(_net.forward(x), y).backward(); optimizer.step(); }
            }
        }
        """);

    [Fact]
    public Task LossesInATrackerOfNames() => Check("TL2027", "loss", "loss.detach()", """
        public sealed class Tracker
        {
            private readonly Dictionary<string, List<Tensor>> _kept = new();
            public void Add(string name, Tensor value) { if (!_kept.TryGetValue(name, out var list)) _kept[name] = list = new(); list.Add(value); }
        }
        public sealed class Trainer(Module<Tensor, Tensor> net, Tracker tracker)
        {
            private readonly torch.optim.Optimizer _optimizer = torch.optim.Adam(net.parameters(), 1e-3);
            public void Epoch(IEnumerable<(Tensor X, Tensor Y)> batches)
            {
                foreach (var (x, y) in batches)
                {
                    _optimizer.zero_grad();
                    var loss = functional.mse_loss(net.forward(x), y);
                    loss.backward();
                    _optimizer.step();
                    tracker.Add("loss", FAULT);
                }
            }
        }
        """);

    [Fact]
    public Task ResumedByAClassOfItsOwn() => Check("TL2055", "", "optimizer.load_state_dict(At(\"o.dat\"));", """
        public sealed class Folder(string folder)
        {
            private string At(string name) => Path.Combine(folder, name);
            public void Save(Module net) => net.save(At("w.dat"));
            public void Restore(Module net, OptimizerHelper optimizer) { net.load(At("w.dat")); FAULT }
        }
        public static class Go
        {
            public static void Train(Module<Tensor, Tensor> net, List<(Tensor X, Tensor Y)> data, Folder folder)
            {
                var optimizer = torch.optim.Adam(net.parameters(), 1e-3);
                folder.Restore(net, optimizer);
                for (var epoch = 0; epoch < 9; epoch++)
                {
                    foreach (var (x, y) in data) { optimizer.zero_grad(); functional.mse_loss(net.forward(x), y).backward(); optimizer.step(); }
                    folder.Save(net);
                }
            }
        }
        """);

    [Fact]
    public Task ScheduleSteppedByAnEvent() => Check("TL2032", "BatchEnded", "EpochEnded", """
        public sealed class Clock { public event Action? BatchEnded, EpochEnded; public void Batch() => BatchEnded?.Invoke(); public void Epoch() => EpochEnded?.Invoke(); }
        public sealed class Trainer
        {
            private readonly Module<Tensor, Tensor> _net; private readonly int _epochs; private readonly torch.optim.Optimizer _optimizer; private readonly Clock _clock = new();
            public Trainer(Module<Tensor, Tensor> net, int epochs)
            {
                (_net, _epochs) = (net, epochs);
                _optimizer = torch.optim.AdamW(net.parameters(), 1e-3);
                var cosine = torch.optim.lr_scheduler.CosineAnnealingLR(_optimizer, T_max: _epochs);
                _clock.FAULT += () => cosine.step();
            }
            public void Train(DataLoader loader)
            {
                for (var epoch = 0; epoch < _epochs; epoch++)
                {
                    foreach (var batch in loader) { _optimizer.zero_grad(); functional.mse_loss(_net.call(batch["x"]), batch["y"]).backward(); _optimizer.step(); _clock.Batch(); }
                    _clock.Epoch();
                }
            }
        }
        """);

    [Fact]
    public Task ClassNumbersAsARowOfFloats() => Check("TL2038", "", ".to_type(ScalarType.Int64)", """
        public sealed class Table { public required float[] Classes { get; init; } public Tensor Targets() => torch.tensor(Classes)FAULT; }
        public static class Go
        {
            public static void Run(Module<Tensor, Tensor> net, Table table, Tensor x) => functional.cross_entropy(net.call(x), table.Targets()).backward();
        }
        """);

    [Fact]
    public Task FrozenByItself() => Check("TL2036", "", "net.Thaw();", """
        public sealed class Net : Module<Tensor, Tensor>
        {
            private readonly Linear head = Linear(4, 2);
            public Net() : base("net") => RegisterComponents();
            public void Freeze() => parameters().ToList().ForEach(p => p.requires_grad = false);
            public void Thaw() => head.parameters().ToList().ForEach(p => p.requires_grad = true);
            public override Tensor forward(Tensor x) => head.call(x);
        }
        public static class Go
        {
            public static void Run(IEnumerable<(Tensor X, Tensor Y)> data)
            {
                var net = new Net();
                net.Freeze();
                FAULT
                var optimizer = torch.optim.Adam(net.parameters(), 1e-3);
                foreach (var (x, y) in data) { optimizer.zero_grad(); functional.mse_loss(net.forward(x), y).backward(); optimizer.step(); }
            }
        }
        """);

    [Fact]
    public Task NegativeDefaultThatNobodyAsksFor() => Check("TL2048", "-1", "6", """
        public sealed class Settings { public int Groups { get; set; } = FAULT; }
        public sealed class Segments(MLContext ml, Settings settings)
        {
            public IEstimator<ITransformer> Chain() => ml.Clustering.Trainers.KMeans(numberOfClusters: settings.Groups);
        }
        """);

    [Fact]
    public async Task NegativeDefaultThatSomebodyAsksFor_IsSilent() => Assert.DoesNotContain("TL2048", await Found("""
        public sealed class Settings { public int Groups { get; set; } = -1; }
        public sealed class Segments(MLContext ml, Settings settings)
        {
            public IEstimator<ITransformer>? Chain() => settings.Groups < 0 ? null : ml.Clustering.Trainers.KMeans(numberOfClusters: settings.Groups);
        }
        """));

    [Fact]
    public Task RowsMeasuredByAClassBeforeTheyAreDivided() => Check("TL2041", "rows", "rows[..80]", """
        public sealed class Scale(float mean)
        {
            public static Scale Learn(float[][] rows) => new(rows.Average(row => row[0]));
            public float[] Apply(float[] row) => [row[0] - mean];
        }
        public static class Go
        {
            public static void Run(float[][] given, Module<Tensor, Tensor> net)
            {
                var rows = given.ToArray();
                var scale = Scale.Learn(FAULT);
                var scaled = rows.Select(scale.Apply).ToArray();
                var train = scaled[..80];
                var test = scaled[80..];
                functional.mse_loss(net.call(torch.tensor(train[0])), torch.tensor(test[0])).backward();
            }
        }
        """);

    [Fact]
    public async Task ModelsHandedThroughOneMethod_AreSilent() => Assert.Empty(await Found("""
        public sealed class Two(Module<Tensor, Tensor> first, Module<Tensor, Tensor> second)
        {
            private readonly Module<Tensor, Tensor> _first = Same(first), _second = Same(second);
            private static Module<Tensor, Tensor> Same(Module<Tensor, Tensor> net) => net;
            public Tensor Run(Tensor x) => _second.call(_first.call(x));
        }
        """));

    [Fact]
    public Task DropoutToldABareTrue() => Check("TL2022", "true", "training", """
        public abstract class Block : Module<Tensor, Tensor>
        {
            protected Block() : base("block") { }
            protected Tensor Regularize(Tensor x, double p) => functional.dropout(x, p, FAULT);
        }
        """);
}
