using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class WeNetTests
{
    private const string Conformer = """
        encoder: conformer
        encoder_conf:
          output_size: 256
          dropout_rate: 0.1
        model: asr_model
        model_conf:
          ctc_weight: 0.3
          lsm_weight: 0.1
        dataset_conf:
          batch_conf:
            batch_type: static
            batch_size: 16
        grad_clip: 5
        accum_grad: 4
        max_epoch: 240
        optim: adam
        optim_conf:
          lr: 0.002
        scheduler: warmuplr
        scheduler_conf:
          warmup_steps: 25000
        """;

    [Fact]
    public void TheRate_IsThePeak_AndTheSeedIsFixed()
    {
        var recipe = ReadText.Recipe(Conformer);

        Assert.Equal("wenet", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.002));
        Assert.False(recipe.Get(Facts.LearningRateFactor).HasValue);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(25000));
        Assert.True(recipe.Get(Facts.Seed).Is(777));
        Assert.Equal(Origin.Default, recipe.Get(Facts.Seed).Origin);
        Assert.True(recipe.Get(Facts.LabelSmoothing).Is(0.1));
        Assert.True(recipe.IsTransformer() && recipe.Means(Facts.GradientClipNorm, Meaning.ZeroErases));
    }

    [Fact]
    public void Warmuplr_HasAWarmupOfItsOwn()
    {
        Assert.True(ReadText.Recipe(Conformer.Replace("  warmup_steps: 25000", "  other: 1")).Get(Facts.WarmupSteps).Is(25000));
        Assert.True(ReadText.Recipe(Conformer.Replace("warmuplr", "NoamHoldAnnealing").Replace("warmup_steps: 25000", "warmup_ratio: 0.2")).Get(Facts.WarmupRatio).Is(0.2));
    }

    [Fact]
    public void AListOfRates_IsOneForEachModule()
    {
        var recipe = ReadText.Recipe(Conformer.Replace("lr: 0.002", "lr: [0.001, 0.0001]\n  modules: ['ctc']"));

        Assert.Equal([0.001, 0.0001], recipe.LearningRates.Select(rate => rate.Or(0)));
        Assert.Equal("ctc", Assert.Single(recipe.ParameterGroups).Name);
    }

    [Fact]
    public void ASeed_IsNeverRead() =>
        Assert.Equal("seed", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Conformer + "\nseed: 42\n")).Key);

    [Fact]
    public void Whisper_IsFineTuned() => Assert.Equal(Regime.FineTuning, ReadText.Recipe(Conformer.Replace("asr_model", "whisper")).Regime);

    [Fact]
    public void ARateWithoutADot_IsTextForTorch() =>
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>(Conformer.Replace("lr: 0.002", "lr: 2e-3"))).Consequence);

    [Fact]
    public void FunAsr_SharesKeysButKeepsThoseOfItsTrainerInASection()
    {
        var text = Conformer.Replace("grad_clip: 5\naccum_grad: 4\nmax_epoch: 240\n", "train_conf:\n  grad_clip: 5\n  accum_grad: 4\n  max_epoch: 240\n");
        Assert.Equal("generic", ReadText.As(text).Dialect);
        Assert.True(ReadText.Recipe(text).Get(Facts.Epochs).Is(240));
    }
}
