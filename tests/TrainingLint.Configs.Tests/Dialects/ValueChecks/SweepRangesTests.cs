using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Judging;
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

    [Theory]
    [InlineData("{type: float, low: 1e-5, high: 0.1}", true)]
    [InlineData("{type: float, low: 1e-5, high: 0.1, log: true}", false)]
    [InlineData("{type: range, bounds: [1e-5, 0.1]}", true)]
    [InlineData("{type: range, bounds: [1e-5, 0.1], log_scale: true}", false)]
    [InlineData("{_type: uniform, _value: [1e-5, 0.1]}", true)]
    [InlineData("{space: loguniform, lower: 1e-5, upper: 0.1}", false)]
    [InlineData("{type: double, minval: 1e-5, maxval: 0.1}", true)]
    public void RangesOfOtherLibraries_AreNoted(string range, bool isLinear)
    {
        var file = new ConfigReader().Read(new SourceFile("search.yaml", "search_space:\n  optimizer.lr: " + range + "\n"));
        var observed = Assert.IsType<SweepRangeObservation>(Assert.Single(file.Observations));

        Assert.True(file.IsTraining);
        Assert.Empty(file.Recipes);
        Assert.Equal((1e-5, 0.1, isLinear, 2), (observed.Low, observed.High, observed.IsLinear, observed.Place.Line));
    }

    [Theory]
    [InlineData("{type: log, minval: -5, maxval: -1}")]
    [InlineData("{low: 1e-5, high: 0.1}")]
    [InlineData("{type: cosine, low: 1e-5, high: 0.1}")]
    [InlineData("{type: float, low: 0.1, high: 0.1}")]
    public void Exponents_AndSchedules_AreNoRanges(string range) =>
        Assert.Empty(Observed("search_space:\n  optimizer.lr: " + range + "\n"));

    [Theory]
    [InlineData("trial.suggest_float('lr', 1e-5, 1e-1)", true)]
    [InlineData("trial.suggest_float('lr', 1e-5, 1e-1, log=True)", false)]
    [InlineData("trial.suggest_float(name='lr', low=1e-5, high=1e-1, log=False)", true)]
    [InlineData("trial.suggest_loguniform('lr', 1e-5, 1e-1)", false)]
    [InlineData("{'lr': tune.uniform(1e-5, 1e-1)}", true)]
    [InlineData("{'lr': tune.loguniform(1e-5, 1e-1)}", false)]
    [InlineData("hp.uniform('lr', 1e-5, 1e-1)", true)]
    [InlineData("hp.Float('learning_rate', 1e-5, 1e-1)", true)]
    [InlineData("hp.Float('learning_rate', min_value=1e-5, max_value=1e-1, sampling='log')", false)]
    [InlineData("{'method': 'random', 'parameters': {'lr': {'min': 1e-5, 'max': 1e-1}}}", true)]
    public void SearchesOfPrograms_AreNoted(string search, bool isLinear)
    {
        var observed = Program("x = " + search).Single();

        Assert.Equal((1e-5, 0.1, isLinear, 1), (observed.Low, observed.High, observed.IsLinear, observed.Place.Line));
    }

    [Theory]
    [InlineData("trial.suggest_float('dropout', 1e-5, 1e-1)")]
    [InlineData("trial.suggest_float(name, 1e-5, 1e-1)")]
    [InlineData("trial.suggest_float('lr', low, high)")]
    [InlineData("random.uniform('lr', 1e-5, 1e-1)")]
    [InlineData("hp.loguniform('lr', -12, -2)")]
    public void OtherDraws_AreNot(string search) => Assert.Empty(Program("x = " + search));

    [Fact]
    public void ListsOfHydrasBasicSweeper_AreNoBrokenRates() =>
        Assert.DoesNotContain("TL0101", new Judge().Findings(new ConfigReader().Read(new SourceFile("a.yaml",
            "hydra:\n  sweeper:\n    params:\n      optimizer.lr: 0.0001,0.001\noptimizer:\n  name: adam\n  lr: 1e-3\nepochs: 3\n")))
            .Select(finding => finding.Rule.Id));

    private static SweepRangeObservation[] Program(string text) =>
        [.. new ConfigReader().Read(new SourceFile("search.py", text)).Observations.OfType<SweepRangeObservation>()];

    private static SweepRangeObservation[] Observed(string text) =>
        [.. new ConfigReader().Read(new SourceFile("sweep.yaml", text)).Observations.OfType<SweepRangeObservation>()];
}
