using System;
using System.Threading.Tasks;
using static TrainingLint.Analyzers.Tests.Flow.FaultAndTwin;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>Faults of values that go through lists, arrays and tables, each with sound twins that differ in one place.</summary>
public sealed class FaultsThroughListsTests
{
    [Theory]
    [InlineData("logs.Select((p, i) => -p.item<float>() * returns[i]).Sum()", "torch.tensor(value, requires_grad: true)", "torch.stack(logs.Select((p, i) => -p * returns[i]).ToArray()).sum()")]
    [InlineData("logs.Select(p => p.ToSingle()).Average()", "torch.tensor(value, requires_grad: true)", "-torch.stack(logs.ToArray()).mean()")]
    public Task ObjectiveOfNumbersOfAList(string value, string wrong, string right) => Check("TL2029", wrong, right, """
        public sealed class Agent(Sequential policy)
        {
            private readonly torch.optim.Optimizer opt = torch.optim.Adam(policy.parameters(), 1e-3);
            public void Episode(float[] returns)
            {
                using var scope = torch.NewDisposeScope();
                var logs = new List<Tensor>();
                for (var i = 0; i < 9; i++) { var logits = policy.call(torch.rand(4)); logs.Add(functional.log_softmax(logits, 0)[1]); }
                var value = VALUE;
                var loss = FAULT;
                opt.zero_grad(); loss.backward(); opt.step();
            }
        }
        """.Replace("VALUE", value, StringComparison.Ordinal));

    [Fact]
    public Task StepOfASimulationInArrays() => Check("TL2029", "Simulator.Arrays", "Simulator.Tensors", """
        public static class Simulator
        {
            public static Tensor Arrays(Tensor angles, Tensor forces)
            {
                var a = angles.data<float>().ToArray();
                var u = forces.data<float>().ToArray();
                var next = new float[a.Length];
                for (var i = 0; i < a.Length; i++) next[i] = a[i] + 0.1f * u[i];
                return torch.from_array(next).reshape(angles.shape);
            }
            public static Tensor Tensors(Tensor angles, Tensor forces) => angles + 0.1 * forces;
        }
        public static class Go
        {
            public static void Run(Sequential net)
            {
                var opt = torch.optim.Adam(net.parameters(), 1e-3);
                for (var k = 0; k < 9; k++)
                {
                    using var scope = torch.NewDisposeScope();
                    var angle = torch.rand(128, 1);
                    for (var t = 0; t < 5; t++) angle = FAULT(angle, net.call(angle));
                    var loss = functional.mse_loss(angle, torch.zeros(128, 1));
                    opt.zero_grad(); loss.backward(); opt.step();
                }
            }
        }
        """);

    [Theory]
    [InlineData("[.. Schema.Numbers, \"Code\", label + \"Number\"]", "[.. Schema.Numbers, \"Code\"]")]
    [InlineData("Schema.Numbers.Append(\"OutNumber\").ToArray()", "Schema.Numbers.Append(\"Code\").ToArray()")]
    [InlineData("new[] { \"A\", $\"{label}Number\" }", "new[] { \"A\", $\"{label}Code\" }")]
    public Task LabelInAListOfFeatures(string wrong, string right) => Check("TL2042", wrong, right, """
        public static class Schema { public static readonly string[] Numbers = ["A", "B"]; }
        public static class Go
        {
            public static void Run(MLContext ml, IDataView data)
            {
                var label = "Out";
                var steps = ml.Transforms.Conversion.ConvertType("OutNumber", "Out")
                    .Append(ml.Transforms.Concatenate("Features", FAULT))
                    .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(labelColumnName: "Out"));
                steps.Fit(data);
            }
        }
        """);

    [Theory]
    [InlineData("rows.Mixed(random)", "rows.Mixed(random).ToList()")]
    [InlineData("rows.Ordered(random)", "rows.Ordered(random).ToList()")]
    public Task LazyShuffleOfAMethod(string wrong, string right) => Check("TL2040", wrong, right, """
        public static class Shuffles
        {
            public static IEnumerable<float> Mixed(this List<float> items, Random random)
            {
                var copy = items.ToArray();
                for (var i = copy.Length - 1; i >= 0; i--)
                {
                    var j = random.Next(i + 1);
                    (copy[i], copy[j]) = (copy[j], copy[i]);
                    yield return copy[i];
                }
            }
            public static IEnumerable<float> Ordered(this List<float> items, Random random) => items.OrderBy(_ => random.Next());
        }
        public static class Go
        {
            public static (List<float>, List<float>) Run(MLContext ml, List<float> rows, Random random)
            {
                IEnumerable<float> mixed = FAULT;
                return (mixed.Where((_, i) => i % 5 != 0).ToList(), mixed.Where((_, i) => i % 5 == 0).ToList());
            }
        }
        """);

    [Theory]
    [InlineData("totals[\"a\"] = (totals[\"a\"] + loss).MoveToOuterDisposeScope();", "totals[\"a\"] = (totals[\"a\"] + loss.detach()).MoveToOuterDisposeScope();")]
    [InlineData("totals[\"a\"] = totals[\"a\"] + loss;", "totals[\"a\"] = totals[\"a\"] + loss.item<float>();")]
    public Task SumsInADictionary(string wrong, string right) => Check("TL2027", wrong, right, """
        public static class Go
        {
            public static Dictionary<string, double> Run(Sequential net, List<(Tensor x, Tensor y)> batches, torch.optim.Optimizer opt)
            {
                var totals = new Dictionary<string, Tensor> { ["a"] = torch.zeros(1) };
                foreach (var (x, y) in batches)
                {
                    using var scope = torch.NewDisposeScope();
                    opt.zero_grad();
                    var loss = functional.mse_loss(net.call(x), y);
                    loss.backward(); opt.step();
                    FAULT
                }
                return totals.ToDictionary(p => p.Key, p => p.Value.ToDouble());
            }
        }
        """);

    [Theory]
    [InlineData("torch.full(to, from, 0.1)", "torch.randn(to, from)")]
    [InlineData("torch.ones(to, from)", "torch.rand(to, from)")]
    [InlineData("torch.zeros(to, from)", "torch.randn(to, from) * 0.1")]
    public Task LayersOfOneNumber(string wrong, string right) => Check("TL2053", wrong, right, """
        public sealed class Dense : Module<Tensor, Tensor>
        {
            private readonly Parameter weight, bias;
            public Dense(long from, long to) : base("dense")
            {
                weight = new Parameter(FAULT);
                bias = new Parameter(torch.zeros(to));
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) => functional.linear(x, weight, bias);
        }
        public static class Go
        {
            public static void Run(Tensor x)
            {
                var (a, b) = (new Dense(4, 8), new Dense(8, 2));
                b.call(a.call(x)).mean().backward();
            }
        }
        """);

    [Theory]
    [InlineData("regressor.Fit(torch.cat(new[] { xTrain, xTest }), y); regressor.Error(xTest, y);", "regressor.Error(xTest, y); regressor.Fit(torch.cat(new[] { xTrain, xTest }), y);")]
    [InlineData("var all = torch.cat(new[] { xTrain, xTest }); regressor.Fit(all, y); regressor.Error(xTest, y);", "regressor.Fit(torch.cat(new[] { xTrain, xTrain }), y); regressor.Error(xTest, y);")]
    public Task TestRowsAmongTheRest(string wrong, string right) => Check("TL2025", wrong, right, """
        public sealed class Regressor(Sequential net)
        {
            private readonly torch.optim.Optimizer opt = torch.optim.Adam(net.parameters(), 1e-3);
            public void Fit(Tensor x, Tensor y)
            {
                for (var e = 0; e < 9; e++) { using var scope = torch.NewDisposeScope(); opt.zero_grad(); functional.mse_loss(net.call(x), y).backward(); opt.step(); }
            }
            public float Error(Tensor x, Tensor y) { net.eval(); using var g = torch.no_grad(); return functional.mse_loss(net.call(x), y).item<float>(); }
        }
        public static class Go
        {
            public static void Run(Regressor regressor, Tensor xTrain, Tensor xTest, Tensor y) { FAULT }
        }
        """);

    [Fact]
    public Task TargetsOfFlags() => Check("TL2038", "torch.tensor(flags)", "torch.tensor(flags.Select(f => f ? 1f : 0f).ToArray())", """
        public static class Go
        {
            public static void Run(Sequential net, bool[] flags)
            {
                var loss = functional.binary_cross_entropy(net.call(torch.rand(8)), FAULT);
                loss.backward();
            }
        }
        """);
}
