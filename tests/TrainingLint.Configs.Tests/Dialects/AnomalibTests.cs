using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class AnomalibTests
{
    [Fact]
    public void ModelWithArguments_IsRead()
    {
        var recipe = ReadText.Recipe("""
            model:
              class_path: anomalib.models.EfficientAd
              init_args:
                lr: 1e-4
                weight_decay: 1.0e-05
            trainer:
              max_epochs: 200
              callbacks:
              - class_path: lightning.pytorch.callbacks.EarlyStopping
                init_args:
                  patience: 5
            """);

        Assert.Equal("anomalib", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-4));
        Assert.Equal("Adam", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.EarlyStoppingPatience).Is(5));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
    }

    [Fact]
    public void OtherModelWithARate_HasAdam() =>
        Assert.Equal("Adam", ReadText.Recipe("model:\n  class_path: anomalib.models.Uflow\n  init_args:\n    lr: 0.001\n").Get(Facts.Optimizer).Or(""));

    [Fact]
    public void ModelWithoutGradient_HasNoStepSize() =>
        Assert.True(ReadText.Recipe("model:\n  class_path: anomalib.models.Padim\ntrainer:\n  max_epochs: 1\n").Means(Facts.LearningRate, Meaning.NoStepSize));

    [Fact]
    public void SeedEverything_IsDeclaredButNotApplied() =>
        Assert.Equal("seed_everything", Assert.Single(ReadText.Observed<WithoutEffectObservation>("seed_everything: 42\nmodel:\n  class_path: anomalib.models.Draem\n")).Key);

    [Theory]
    [InlineData("seed: 42", true)]
    [InlineData("path: results", false)]
    public void SectionedFiles_SeedInTheProject(string line, bool isSeeded)
    {
        var recipe = ReadText.Recipe("dataset:\n  format: mvtec\n  train_batch_size: 8\nmodel:\n  name: draem\n  lr: 0.0001\nproject:\n  " + line + "\ntrainer:\n  max_epochs: 10\n");

        Assert.Equal(isSeeded, recipe.Get(Facts.Seed).HasValue);
        Assert.Equal(!isSeeded, recipe.Get(Facts.Seed).IsMissing);
    }

    [Fact]
    public void DataModule_IsNoTraining() =>
        Assert.NotEqual("anomalib", ReadText.As("class_path: anomalib.data.Folder\ninit_args:\n  train_batch_size: 32\n").Dialect);
}
