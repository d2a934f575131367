using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class PyclsTests
{
    private const string Classifier = """
        MODEL:
          TYPE: resnet
        OPTIM:
          BASE_LR: 0.2
          LR_POLICY: steps
          STEPS: [0, 30, 60, 90]
          MAX_EPOCH: 100
          WEIGHT_DECAY: 5e-5
        TRAIN:
          DATASET: imagenet
          BATCH_SIZE: 256
        NUM_GPUS: 8
        """;

    [Fact]
    public void Steps_NameWhereEachRateBegins()
    {
        var recipe = ReadText.Recipe(Classifier);

        Assert.Equal("pycls", recipe.Dialect);
        Assert.Equal([30, 60, 90], recipe.Get(Facts.Milestones).Or([]));
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(256));
        Assert.True(recipe.Get(Facts.WarmupEpochs) is { State: SettingState.Absent } warmup && warmup.Is(0));
        Assert.True(recipe.Get(Facts.Seed) is { State: SettingState.Absent } seed && seed.Is(1));
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Classifier));
    }

    [Fact]
    public void MinimumRate_IsAFraction() =>
        Assert.True(ReadText.Recipe(Classifier.Replace("MAX_EPOCH: 100", "MAX_EPOCH: 100\n  MIN_LR: 0.1")).Get(Facts.FinalLearningRate).Is(0.2 * 0.1));

    [Fact]
    public void StepsWithoutStart_AreRefused() =>
        Assert.Equal("OPTIM.STEPS", Assert.Single(ReadText.Observed<WrongTypeObservation>(Classifier.Replace("[0, 30", "[30"))).Key);

    [Fact]
    public void BatchThatGpusCannotShare_IsRefused() =>
        Assert.Equal("TRAIN.BATCH_SIZE", Assert.Single(ReadText.Observed<WrongTypeObservation>(Classifier.Replace("256", "100"))).Key);

    [Fact]
    public void FractionalWarmup_IsRefused() =>
        Assert.Equal("OPTIM.WARMUP_EPOCHS", Assert.Single(ReadText.Observed<WrongTypeObservation>(Classifier.Replace("MAX_EPOCH", "WARMUP_EPOCHS: 0.5\n  MAX_EPOCH"))).Key);

    [Fact]
    public void EvaluationPeriod_IsNoLongerRead() =>
        Assert.Equal("TRAIN.EVAL_PERIOD", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Classifier.Replace("DATASET: imagenet", "EVAL_PERIOD: 5"))).Key);

    [Fact]
    public void Sweep_IsAPartWhoseRestTheSamplersSupply()
    {
        var recipe = ReadText.Recipe("""
            DESC: search
            SETUP:
              BASE_CFG:
                MODEL:
                  TYPE: regnet
                OPTIM:
                  BASE_LR: 0.5
                  MAX_EPOCH: 10
              SAMPLERS:
                OPTIM.WEIGHT_DECAY:
                  TYPE: float_sampler
                  RAND_TYPE: log_uniform
                  RANGE: [1.0e-5, 1.0e-3]
            """);

        Assert.True(recipe.IsFragment);
        Assert.Equal("sgd", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.5));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.WeightDecay).State);
    }
}
