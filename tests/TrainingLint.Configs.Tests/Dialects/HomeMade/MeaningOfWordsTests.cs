using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>Words of home-made files that mean something else than they mean elsewhere.</summary>
public class MeaningOfWordsTests
{
    [Theory]
    [InlineData("base_rl: 0.1", "base_lr")]
    [InlineData("lr: 0.1\ngamam: 0.5", "gamma")]
    [InlineData("lr: 0.1\nsede: 1", "seed")]
    [InlineData("lr: 0.1\npatinece: 10", "patience")]
    [InlineData("lr: 0.1\nmodel_size: 1\nn_layers: 2\nn_heads: 2\nin_size: 3\nweight decay: 0.1", "weight_decay")]
    public void ExchangedLettersAndSpaces_AreNoKeyThatTheProgramLooksFor(string lines, string meant) =>
        Assert.Equal(meant, Assert.Single(
            ReadText.Observed<MisspeltKeyObservation>("optimizer: adam\nbatch_size: 8\n" + lines + "\n")).Meant);

    [Theory]
    [InlineData("lr: 0.1\nseeds: 1")]
    [InlineData("lr: 0.1\ngama: 0.5")]
    [InlineData("lr: 0.1\nlabel name: cat")]
    public void OtherWords_AreLeftAlone(string lines) =>
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>("optimizer: adam\nbatch_size: 8\n" + lines + "\n"));

    [Fact]
    public void ResolutionOfSmallImages_IsNoRate() =>
        Assert.Equal(0.0001,
            ReadText.Recipe("optimizer: {type: adam, lr: 0.0001}\ndata: {lr: 32, hr: 128}\n").Get(Facts.LearningRate).Or(0));

    [Fact]
    public void FrozenGroupOfParameters_IsNoRecipe() =>
        Assert.Single(ReadText.As("optimizer: {type: adam, pconfig: {scale: {lr: 0}}}\nlr: 0.001\nepochs: 3\n").Recipes);

    [Theory]
    [InlineData("epochs: 100\nepoch: 0")]
    [InlineData("epochs: 100\nwarmup: {epoch: 0}")]
    public void CounterAndLengthOfAWarmup_AreNoLengthOfTheRun(string lines) =>
        Assert.Equal(100, ReadText.Recipe("optimizer: {type: adam, lr: 0.001}\n" + lines + "\n").Get(Facts.Epochs).Or(0));

    [Theory]
    [InlineData("0.01", false)]
    [InlineData("0.00001", true)]
    public void WarmupLr_IsThePeakWhereItLiesAboveTheRate(string warmup, bool isStart) =>
        Assert.Equal(isStart, ReadText.Recipe("optimizer: {type: adam}\nbase_lr: 0.001\nwarmup_lr: " + warmup + "\nwarmup_steps: 10\n")
            .Get(Facts.WarmupStartLearningRate).HasValue);

    [Theory]
    [InlineData("niter: -70  # Actually just need 40-50 epochs.", 0)]
    [InlineData("niter: -70  # long enough", 1)]
    public void NegativeLength_MayCountEpochs(string line, int seen) =>
        Assert.Equal(seen, ReadText.Observed<WrongTypeObservation>("optimizer: {type: adam, lr: 0.001}\n" + line + "\n").Count);

    [Theory]
    [InlineData("num_clients: 10", false)]
    [InlineData("num_classes: 10", true)]
    public void ClientsOfAFederation_TakePlainSteps(string line, bool isMissing) => Assert.Equal(isMissing,
        ReadText.Recipe("optimizer: {type: SGD, lr: 0.1}\nbatch_size: 8\n" + line + "\n").Get(Facts.Momentum).IsMissing);

    [Theory]
    [InlineData("CartPole-v1", Regime.Tabular)]
    [InlineData("Humanoid-v4", Regime.Unknown)]
    public void ToyProblem_IsLearnedByASmallNetwork(string name, Regime regime) => Assert.Equal(regime,
        ReadText.Recipe("env: " + name + "\noptimizer: {type: adam, lr: 0.01}\nbatch_size: 8\n").Regime);

    [Theory]
    [InlineData("nesterov: true", false)]
    [InlineData("nesterov: false", true)]
    public void NesterovsForm_HasAMomentumFromElsewhere(string line, bool isMissing) => Assert.Equal(isMissing,
        ReadText.Recipe("optimizer:\n  type: SGD\n  lr: 0.1\n  " + line + "\nbatch_size: 8\n").Get(Facts.Momentum).IsMissing);

    [Theory]
    [InlineData("[_tune_, loguniform, 0.001, 1.0]", false)]
    [InlineData("[0.001, 1.0]", true)]
    public void WordInFrontOfNumbers_SaysHowTheyAreDrawn(string rate, bool isKnown) => Assert.Equal(isKnown,
        ReadText.Recipe("optimizer: adam\nlearning_rate: " + rate + "\nbatch_size: 8\n").Get(Facts.LearningRate).HasValue);
}
