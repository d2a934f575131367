using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.HomeMade;

/// <summary>Habits of research programs that no framework has.</summary>
public class UnseenProjectsTests
{
    [Fact]
    public void FunctionThatBuildsAMappingOfItsArguments_IsReadAsOne()
    {
        var recipe = ReadText.Recipe("""
            import ml_collections

            def d(**kwargs):
                "Helper of creating a config dict."
                return ml_collections.ConfigDict(initial_dictionary=kwargs)

            def get_config():
                config = ml_collections.ConfigDict()
                config.train = d(n_steps=300000, batch_size=1024)
                config.optimizer = d(name='adamw', lr=0.0002, weight_decay=0.03)
                return config
            """, "configs/imagenet.py");
        Assert.Equal((0.0002, 1024.0), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.BatchSize).Or(0)));
    }

    [Theory]
    [InlineData("minibatch_size: 0\nbatch_size: 32", 32)]
    [InlineData("minibatch_size: 0", 0)]
    [InlineData("minibatch_size: 0\nbatch_size: 0", 0)]
    public void BatchOfZeroBesideAnother_IsNotDrawn(string lines, double batch) =>
        Assert.Equal(batch, ReadText.Recipe("lr: 0.1\noptimizer: sgd\nepochs: 3\n" + lines + "\n").Get(Facts.BatchSize).Or(-1));

    [Theory]
    [InlineData("config.max_steps = 0", false)]
    [InlineData("config.num_epochs = 0", true)]
    public void NoLimitOfSteps_IsNoLength(string line, bool isLength)
    {
        var file = ReadText.As("config = edict()\nconfig.lr = 0.1\nconfig.momentum = 0.9\nconfig.batch_size = 128\n" + line + "\n",
            "configs/base.py");
        Assert.Equal(isLength, file.Recipes.Any(recipe => recipe.Get(Facts.Epochs).Is(0) || recipe.Get(Facts.MaxSteps).Is(0)));
    }

    [Theory]
    [InlineData("import matplotlib.pyplot as plt", 0)]
    [InlineData("import math", 1)]
    public void ProgramThatDrawsASchedule_HasNoSettings(string import, int recipes) => Assert.Equal(recipes, ReadText.As(
        import + "\nbase_lr = 10\nmomentum = 0.9\nbatch_size = 128\nnum_epochs = 3\n", "lr_scheduler.py").Recipes.Count);

    [Theory]
    [InlineData("network: r100\nembedding_size: 512", 0)]
    [InlineData("n_mels: 80", 1)]
    [InlineData("audio: {length: 3}", 1)]
    public void SampleRateOfZero_IsOneOfSoundsAlone(string lines, int found) => Assert.Equal(found, ReadText.Observed<WrongTypeObservation>(
        "lr: 0.1\noptimizer: sgd\nbatch_size: 8\nsample_rate: 0\n" + lines + "\n").Count);

    [Fact]
    public void RunWithoutARate_IsAPartOfARecipe()
    {
        var recipe = ReadText.Recipe("epochs: 300\nbatch_size: 32\nloss_fn: mse_loss\n");
        Assert.Equal(300, recipe.Get(Facts.Epochs).Or(0));
    }

    [Fact]
    public void RunWithoutARateOrLoss_IsNone() => Assert.Empty(ReadText.As("epochs: 300\nbatch_size: 32\n").Recipes);

    [Fact]
    public void SoftPrompt_HasTheRatesOfFewWeights() => Assert.Contains(
        ReadText.As("plm:\n  optimize: {lr: 1.0e-5}\nsoft_template:\n  optimize: {name: AdamW, lr: 0.3}\ntrain: {batch_size: 8}\n").Recipes,
        recipe => recipe.Regime == Regime.FewWeights && recipe.Get(Facts.LearningRate).Is(0.3));

    [Theory]
    [InlineData("learning_rate", 0)]
    [InlineData("0.1", 1)]
    [InlineData("warmup_cosine", 1)]
    public void TableOfWords_IsNoRecipe(string lr, int recipes) =>
        Assert.Equal(recipes, ReadText.As("model:\npipeline:\n  lr: " + lr + "\n  optimizer: optimizer\n  eps: epsilon\n").Recipes.Count);

    [Fact]
    public void BetasOfSomethingElse_DoNotMakeAnAdam() => Assert.False(
        ReadText.Recipe("beta1: 0.96\nbeta2: 0.97\nlr: 0.1\nbatch_size: 128\nepochs: 170\n").Get(Facts.Optimizer).HasValue);

    [Fact]
    public void BetasThatWeighALoss_AreNone() => Assert.False(
        ReadText.Recipe("optimizer: {name: Adam, lr: 0.001}\nbeta1: 500\nbeta2: 1000\nbatch_size: 8\n").Get(Facts.Beta1).HasValue);

    [Fact]
    public void PlainSgdOfClients_IsMeant() => Assert.False(ReadText.Recipe(
        "optimizer: {name: sgd, lr: 0.01, momentum: 0}\ncommon: {local_epoch: 5, batch_size: 32}\n").Get(Facts.Momentum).HasValue);

    [Fact]
    public void MilestonesBesideACosine_AreNotLookedAt() => Assert.False(ReadText.Recipe(
        "optimizer: {name: sgd, lr: 0.5, num_epochs: 100, cosine: true, lr_decay_epochs: [30, 50, 120]}\nbatch_size: 8\n")
        .Get(Facts.Milestones).HasValue);

    [Fact]
    public void RecordsLineByLine_AreNoConfig() => Assert.Empty(ReadText.Observed<UnreadableObservation>(
        "{entry_id: 1, lr: 0.1, optimizer: Adam, epochs: 3}\n{entry_id: 2, lr: 0.1, optimizer: Adam, epochs: 3}\n"));
}
