using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class ModelIdentityTests
{
    [Fact]
    public void NameOfTheModel_TellsItsSize()
    {
        var recipe = Read("base_model: org/Some-Llama-8B\ndatasets:\n  - path: d\n    type: alpaca\nlearning_rate: "
            + "1e-5\nmicro_batch_size: 1\nsequence_len: 2048\nnum_epochs: 1\n");

        Assert.Equal(8e9, recipe.Get(Facts.ModelParameters).Or(0));
        Assert.Equal("org/Some-Llama-8B", recipe.Get(Facts.ModelName).Or(""));
        Assert.Equal(1, recipe.Get(Facts.ModelName).Place!.Line);
    }

    [Fact]
    public void WidthAndDepth_TellItWhereNoNameDoes()
    {
        var recipe = Read("model:\n  hidden_size: 2048\n  num_layers: 24\noptimizer: adam\nlr: 1e-4\nepochs: 3\n");

        Assert.Equal(12.0 * 24 * 2048 * 2048, recipe.Get(Facts.ModelParameters).Or(0));
    }

    [Fact]
    public void ModelsBesideTheTrainedOne_DoNotCount()
    {
        var recipe = Read("teacher:\n  model_name: gpt2-xl\ntokenizer:\n  model_name: gpt2\noptimizer: adam\nlr: 1e-4\nepochs: 3\n");

        Assert.False(recipe.Get(Facts.ModelParameters).HasValue);
    }

    [Theory]
    [InlineData("model: bert-base-uncased\noptimizer: adam\nlr: 1e-4\nepochs: 3\n", Regime.FineTuning)]
    [InlineData("model: bert-base-uncased\nfreeze_encoder: true\noptimizer: adam\nlr: 1e-3\nepochs: 3\n", Regime.Unknown)]
    [InlineData("model: bert-base-uncased\nfrom_scratch: true\noptimizer: adam\nlr: 1e-4\nepochs: 3\n", Regime.Unknown)]
    [InlineData("model: bert\noptimizer: adam\nlr: 1e-4\nepochs: 3\n", Regime.Unknown)]
    [InlineData("model: vit-base\noptimizer: adam\nlr: 1e-3\nepochs: 300\n", Regime.Unknown)]
    public void CheckpointByName_IsFineTunedUnlessTheFileSpeaksOfParts(string text, Regime regime) =>
        Assert.Equal(regime, Read(text).Regime);

    private static Recipe Read(string text) => new ConfigReader().Read(new SourceFile("train.yaml", text)).Recipes.Single();
}
