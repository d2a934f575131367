using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class FlowerTests
{
    private const string Package = "[project]\nname = \"own-app\"\n\n[tool.ruff]\nline-length = 100\n\n";

    [Theory]
    [InlineData("num-server-rounds = 3\nlocal-epochs = 2\nlearning-rate = 0.05\nbatch-size = 16\n")]
    [InlineData("num_server_rounds = 3\nlocal_epochs = 2\nlearning_rate = 0.05\nbatch_size = 16\n")]
    public void RunConfig_IsAPartOfARecipe(string config)
    {
        var recipe = ReadText.Recipe(Package + "[tool.flwr.app.config]\n" + config, "pyproject.toml");
        Assert.Equal(
            ("flower", 0.05, 16.0, 6.0),
            (recipe.Dialect, recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.BatchSize).Or(0), recipe.Get(Facts.Epochs).Or(0)));
        Assert.False(recipe.Get(Facts.Optimizer).HasValue);
    }

    [Fact]
    public void NestedArgumentsOfTheTemplates_AreRead()
    {
        var recipe = ReadText.Recipe(
            Package + "[tool.flwr.app.config]\nnum-server-rounds = 5\n"
                + "train.training-arguments.learning-rate = 5e-5\nmodel.lora.peft-lora-r = 16\n",
            "pyproject.toml");
        Assert.Equal((5e-5, 16.0), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.LoraRank).Or(0)));
    }

    [Fact]
    public void DescriptionOfAPackage_IsNoTraining() =>
        Assert.False(ReadText.As(
            Package + "[tool.own]\nlr = 0.1\noptimizer = \"sgd\"\nepochs = 10\nbatch_size = 8\n", "pyproject.toml").IsTraining);
}
