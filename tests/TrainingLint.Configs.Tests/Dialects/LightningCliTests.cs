using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class LightningCliTests
{
    private const string Classifier = """
        seed_everything: 7
        trainer:
          max_epochs: 20
          gradient_clip_val: 1.0
          precision: bf16-mixed
        model:
          class_path: project.Classifier
          init_args:
            dropout: 0.1
        optimizer:
          class_path: torch.optim.SGD
          init_args:
            lr: 1e-2
        data:
          class_path: project.Images
          init_args:
            batch_size: 32
        """;

    [Fact]
    public void OptimizerSection_IsRead()
    {
        var recipe = ReadText.Recipe(Classifier);

        Assert.Equal("lightning-cli", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.01));
        Assert.True(recipe.Get(Facts.Momentum).IsMissing);
        Assert.True(recipe.Get(Facts.GradientClipNorm).Is(1));
        Assert.Equal("bf16", recipe.Get(Facts.Precision).Or(""));
        Assert.True(recipe.Get(Facts.Seed).Is(7));
    }

    [Theory]
    [InlineData("seed_everything: true\n")]
    [InlineData("")]
    public void RandomSeed_IsNone(string line) =>
        Assert.True(ReadText.Recipe(Classifier.Replace("seed_everything: 7\n", line)).Get(Facts.Seed).IsMissing);

    [Theory]
    [InlineData("max_epochs: 20", 20)]
    [InlineData("devices: 1", 1000)]
    public void WithoutAnyLimit_LightningTrainsForAThousandEpochs(string line, double epochs) =>
        Assert.True(ReadText.Recipe(Classifier.Replace("max_epochs: 20", line)).Get(Facts.Epochs).Is(epochs));

    [Fact]
    public void UnlimitedEpochsBesideSteps_AreNoLength()
    {
        var recipe = ReadText.Recipe(Classifier.Replace("max_epochs: 20", "max_epochs: -1\n  max_steps: 500"));

        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Epochs).State);
        Assert.True(recipe.Get(Facts.MaxSteps).Is(500));
    }

    [Fact]
    public void OtherFilesWithATrainer_AreLeftToTheirDialects() =>
        Assert.NotEqual("lightning-cli", ReadText.As("trainer:\n  max_epochs: 5\nexp_manager:\n  name: run\nmodel:\n  optim:\n    lr: 0.1\n").Dialect);
}
