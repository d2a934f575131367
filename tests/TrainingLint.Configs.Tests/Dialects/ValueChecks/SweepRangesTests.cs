using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class SweepRangesTests
{
    [Theory]
    [InlineData("{min: 1.0e-5, max: 0.1}", true)]
    [InlineData("{distribution: uniform, min: 1.0e-5, max: 0.1}", true)]
    [InlineData("{distribution: log_uniform_values, min: 1.0e-5, max: 0.1}", false)]
    public void BoundsOfASweep_AreNoted(string range, bool isLinear)
    {
        var observed = Observed("method: random\nparameters:\n  learning_rate: " + range
            + "\n  epochs: {value: 3}\n  batch_size: {value: 8}\n").Single();

        Assert.Equal((1e-5, 0.1, isLinear, 3), (observed.Low, observed.High, observed.IsLinear, observed.Place.Line));
    }

    [Theory]
    [InlineData("{distribution: log_uniform, min: -11, max: -2}")]
    [InlineData("{values: [0.1, 0.01]}")]
    public void Exponents_AndLists_AreNot(string range) =>
        Assert.Empty(Observed("method: random\nparameters:\n  learning_rate: " + range + "\n  batch_size: {value: 8}\n"));

    [Theory]
    [InlineData("interval(1e-5, 1e-1)", true)]
    [InlineData("tag(log, interval(1e-5, 1e-1))", false)]
    public void IntervalsOfHydra_AreNoted(string range, bool isLinear)
    {
        var text = "hydra:\n  sweeper:\n    params:\n      optimizer.lr: " + range + "\noptimizer:\n  name: adam\n  lr: 1e-3\nepochs: 3\n";

        Assert.Equal(isLinear, Observed(text).Single().IsLinear);
    }

    private static SweepRangeObservation[] Observed(string text) =>
        [.. new ConfigReader().Read(new SourceFile("sweep.yaml", text)).Observations.OfType<SweepRangeObservation>()];
}
