using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class SwinTests
{
    private const string Classifier = """
        MODEL:
          TYPE: swin
          NAME: swin_small
          SWIN:
            EMBED_DIM: 96
        TRAIN:
          BASE_LR: 2e-04
        """;

    [Fact]
    public void Classifier_TakesTheFrameworksDefaults()
    {
        var recipe = ReadText.Recipe(Classifier);

        Assert.Equal("swin", recipe.Dialect);
        Assert.Equal("adamw", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.LearningRate).Is(2e-4));
        Assert.True(recipe.Get(Facts.WarmupEpochs) is { State: SettingState.Absent } warmup && warmup.Is(20));
        Assert.True(recipe.Get(Facts.GradientClipNorm).Is(5));
        Assert.True(recipe.Get(Facts.Seed).Is(0));
        Assert.Equal(Regime.FromScratch, recipe.Regime);
    }

    [Theory]
    [InlineData("swin_small_finetune", Regime.FineTuning)]
    [InlineData("swinv2_base_22kto1k_ft", Regime.FineTuning)]
    [InlineData("swin_small_224", Regime.FromScratch)]
    public void ModelName_ShowsFineTuning(string name, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Classifier.Replace("swin_small", name)).Regime);

    [Fact]
    public void WholeNumberForAFloat_IsRefused()
    {
        Assert.Equal("TRAIN.CLIP_GRAD", Assert.Single(ReadText.Observed<WrongTypeObservation>(Classifier + "\n  CLIP_GRAD: 5")).Key);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Classifier + "\n  CLIP_GRAD: 5.0"));
    }

    [Fact]
    public void BaseAsText_IsTakenApartLetterByLetter()
    {
        Assert.Equal("BASE", Assert.Single(ReadText.Observed<WrongTypeObservation>("BASE: base.yaml\n" + Classifier)).Key);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>("BASE: ['base.yaml']\n" + Classifier));
    }

    [Fact]
    public void ListOfBases_MergesFromLeftToRight()
    {
        var file = ReadText.Together(
            ("child.yaml", "BASE: ['a.yaml', 'b.yaml']\n" + Classifier),
            ("a.yaml", "TRAIN:\n  EPOCHS: 100\n  WEIGHT_DECAY: 0.1\n"),
            ("b.yaml", "TRAIN:\n  EPOCHS: 30\n  BASE_LR: 1.0\n"));
        var recipe = Assert.Single(file.Recipes);

        Assert.True(recipe.Get(Facts.Epochs).Is(30));
        Assert.True(recipe.Get(Facts.WeightDecay).Is(0.1));
        Assert.True(recipe.Get(Facts.LearningRate).Is(2e-4));
        Assert.Empty(file.Observations.OfType<UnresolvedObservation>());
    }
}
