using System;
using System.Linq;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Tests.Optimizers;

/// <summary>
/// Two updates at rate 0.1 from x = 1 with gradients 0.5 and then -0.2, by hand from each definition. v is the momentum buffer, m and s are
/// first and second moments.
/// </summary>
public class OptimizerTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    public static TheoryData<string, OptimizerSettings, double, double> WorkedCases => new()
    {
        { "plain", Sgd, 0.95, 0.97 },

        // v = 0.5; v = 0.45 - 0.2 = 0.25.
        { "momentum", Sgd with { Momentum = 0.9 }, 0.95, 0.925 },

        // The first v is the gradient itself; then v = 0.45 + 0.5 * -0.2 = 0.35.
        { "dampening", Sgd with { Momentum = 0.9, Dampening = 0.5 }, 0.95, 0.915 },

        // g + 0.9 v: 0.5 + 0.45 = 0.95; v = 0.25: -0.2 + 0.225 = 0.025.
        { "nesterov", Sgd with { Momentum = 0.9, Nesterov = true }, 0.905, 0.9025 },

        // g + 0.1 x: 0.6; then -0.2 + 0.094 = -0.106.
        { "weight decay", Sgd with { WeightDecay = 0.1 }, 0.94, 0.9506 },

        // m/(1-b1) = 0.5, s/(1-b2) = 0.25; then m = 0.025, s = 0.00028975: 0.025/0.19 over sqrt(0.00028975/0.001999).
        { "adam", OptimizerSettings.Of(OptimizerKind.Adam), 0.9, 0.9 - (0.1 * (0.025 / 0.19) / Math.Sqrt(0.00028975 / 0.001999)) },

        // x (1 - 0.1 * 0.2) before each update.
        { "adamw", OptimizerSettings.Of(OptimizerKind.AdamW) with { WeightDecay = 0.2 }, 0.88,
            (0.88 * 0.98) - (0.1 * (0.025 / 0.19) / Math.Sqrt(0.00028975 / 0.001999)) },

        // s = 0.0025: 0.5/0.05 = 10; s = 0.002875: -0.2/0.0536190.
        { "rmsprop", OptimizerSettings.Of(OptimizerKind.RmsProp), 0, 0.02 / Math.Sqrt(0.002875) },

        // The buffer of 10 counts again: 0.9 * 10 - 3.73.
        { "rmsprop with momentum", OptimizerSettings.Of(OptimizerKind.RmsProp) with { Momentum = 0.9 }, 0, -0.9 + (0.02 / Math.Sqrt(0.002875)) },

        // s = 0.25; s = 0.29.
        { "adagrad", OptimizerSettings.Of(OptimizerKind.Adagrad), 0.9, 0.9 + (0.02 / Math.Sqrt(0.29)) },

        // sign(0.05) = +; m = 0.005; sign(0.9 * 0.005 - 0.02) = -.
        { "lion", OptimizerSettings.Of(OptimizerKind.Lion), 0.9, 1.0 },
        { "lion with decay", OptimizerSettings.Of(OptimizerKind.Lion) with { WeightDecay = 0.5 }, 0.85, (0.85 * 0.95) + 0.1 },

        // Momenta grow along the run: 0.9 (1 - 0.5 x 0.96^(0.004 t)); computed apart from the definition.
        { "nadam", OptimizerSettings.Of(OptimizerKind.NAdam), 0.8943548242773647, 0.9273255700702376 },

        // The first five updates have no divisor: 0.5; 0.025/0.19.
        { "radam", OptimizerSettings.Of(OptimizerKind.RAdam), 0.95, 0.95 - (0.1 * 0.025 / 0.19) },

        // Divisor 0.5; then 0.4995, which is more than 0.2.
        { "adamax", OptimizerSettings.Of(OptimizerKind.Adamax), 0.9, 0.9 - (0.1 * 0.025 / 0.19 / 0.4995) },

        // Moves of sqrt(1e-6) g / sqrt(0.1 g^2 + 1e-6), and what they add up to.
        { "adadelta", OptimizerSettings.Of(OptimizerKind.Adadelta), 0.9996837785583488, 0.9998575224398704 },

        // z = 0.95, 0.97; x = 0.95, then (0.95 + 0.97)/2; y = 0.1 z + 0.9 x.
        { "schedule-free sgd", OptimizerSettings.Of(OptimizerKind.ScheduleFreeSgd), 0.95, 0.961 },
        { "schedule-free adamw", OptimizerSettings.Of(OptimizerKind.ScheduleFreeAdamW), 0.9000000632455132, 0.9367672489031236 },
        { "schedule-free adamw with decay", OptimizerSettings.Of(OptimizerKind.ScheduleFreeAdamW) with { WeightDecay = 0.2 }, 0.8993676077134795, 0.9355719214204455 },

        // Where no curvature was seen, mean gradients of 0.02 and 0.0112 are cut at 1.
        { "sophia", OptimizerSettings.Of(OptimizerKind.Sophia) with { WeightDecay = 0 }, 0.9, 0.8 },

        // One number is a vector: g/|g|, and then over sqrt(0.25 keep + 0.04 (1 - keep)) with keep = 1 - 2^-0.8.
        { "adafactor", OptimizerSettings.Of(OptimizerKind.Adafactor), 0.9, 0.9 + (0.02 / Math.Sqrt(0.25 - (0.21 * Math.Pow(2, -0.8)))) },
        { "clipping by norm", Sgd with { ClipNorm = 0.1 }, 1 - (0.1 * 0.05 / 0.500001), 1 - (0.1 * 0.05 / 0.500001) + (0.1 * 0.02 / 0.200001) },
        { "clipping by value", Sgd with { ClipValue = 0.3 }, 0.97, 0.99 },
    };

    [Theory]
    [MemberData(nameof(WorkedCases))]
    public void TwoUpdates_FollowTheDefinition(string name, OptimizerSettings settings, double first, double second)
    {
        var optimizer = Optimizer.Create(settings, 1);
        double[] x = [1];

        optimizer.Step(x, [0.5], 0.1);
        Assert.True(Math.Abs(first - x[0]) < 1e-6, name);
        optimizer.Step(x, [-0.2], 0.1);
        Assert.True(Math.Abs(second - x[0]) < 1e-6, name);
    }

    [Fact]
    public void Sophia_DividesByTheCurvatureThatItSaw()
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.Sophia) with { WeightDecay = 0 }, 2);
        double[] x = [1, 1];
        Assert.True(optimizer.WantsCurvature);

        // 0.01 times a mean of 0.01 x 1000 is 0.1; where it bends downwards, the mean gradient is cut.
        optimizer.SeeCurvature([1000, -1000]);
        optimizer.Step(x, [0.5, 0.5], 0.1);
        Assert.Equal([1 - (0.1 * 0.02 / 0.1), 0.9], x, (one, other) => Math.Abs(one - other) < 1e-12);

        Assert.False(optimizer.WantsCurvature);
        optimizer.Step(x, [-0.2, -0.2], 0.1);
        Assert.Equal([0.98 - (0.1 * 0.0112 / 0.1), 0.8], x, (one, other) => Math.Abs(one - other) < 1e-12);
    }

    [Fact]
    public void AConstantThatTorchRefuses_IsNamed() =>
        Assert.Contains("Momentum is -0.1", Assert.Throws<ArgumentException>(() => Optimizer.Create(Sgd with { Momentum = -0.1 }, 1)).Message);

    [Fact]
    public void Batches_CoverEachEpochOnceInANewOrder()
    {
        var sampler = new BatchSampler(SampleSet.All(10), 5, seed: 1);
        int[] Epoch() => [.. sampler.Next().Indices.ToArray(), .. sampler.Next().Indices.ToArray()];

        var (first, second) = (Epoch(), Epoch());

        Assert.Equal(Enumerable.Range(0, 10), first.Order());
        Assert.Equal(Enumerable.Range(0, 10), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, (int[])[.. Again(1).Indices.ToArray(), .. first[5..]]);
    }

    [Fact]
    public void ABatchOfAllSamples_KeepsTheirOrder() => Assert.True(new BatchSampler(SampleSet.All(10), 64, 0).Next().IsAll);

    [Theory]
    [InlineData("SGD", OptimizerKind.Sgd)]
    [InlineData("Momentum", OptimizerKind.Sgd)]
    [InlineData("adamw_torch_fused", OptimizerKind.AdamW)]
    [InlineData("paged_adamw_8bit", OptimizerKind.AdamW)]
    [InlineData("FusedAdam", OptimizerKind.AdamW)]
    [InlineData("adam", OptimizerKind.Adam)]
    [InlineData("RMSprop", OptimizerKind.RmsProp)]
    [InlineData("Adagrad", OptimizerKind.Adagrad)]
    [InlineData("lion_8bit", OptimizerKind.Lion)]
    [InlineData("SophiaG", OptimizerKind.Sophia)]
    [InlineData("adafactor", OptimizerKind.Adafactor)]
    [InlineData("RAdam", OptimizerKind.RAdam)]
    [InlineData("NAdam", OptimizerKind.NAdam)]
    [InlineData("Adamax", OptimizerKind.Adamax)]
    [InlineData("Adadelta", OptimizerKind.Adadelta)]
    [InlineData("FusedLAMB", OptimizerKind.Lamb)]
    [InlineData("LARS", OptimizerKind.Lars)]
    [InlineData("muon", OptimizerKind.Muon)]
    [InlineData("schedule_free_adamw", OptimizerKind.ScheduleFreeAdamW)]
    [InlineData("SGDScheduleFree", OptimizerKind.ScheduleFreeSgd)]
    [InlineData("prodigy", OptimizerKind.Prodigy)]
    [InlineData("SAM", OptimizerKind.Sgd)]
    [InlineData("Sample", null)]
    [InlineData("DAdaptAdam", null)]
    [InlineData("LBFGS", null)]
    public void Names_MeanTheirRule(string name, OptimizerKind? kind) => Assert.Equal(kind, RecipeOptimizer.KindOf(name));

    private static SampleSet Again(int seed) => new BatchSampler(SampleSet.All(10), 5, seed).Next();
}
