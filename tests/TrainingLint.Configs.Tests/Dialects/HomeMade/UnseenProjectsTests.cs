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
