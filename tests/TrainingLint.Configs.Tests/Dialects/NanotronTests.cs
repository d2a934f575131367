using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class NanotronTests
{
    private const string Pretraining = """
        general:
          seed: 6
        model:
          dtype: bfloat16
        optimizer:
          clip_grad: 1.0
          weight_decay: 0.01
          learning_rate_scheduler:
            learning_rate: 0.0003
            lr_decay_steps: 98
            lr_warmup_steps: 2
            lr_warmup_style: linear
            min_decay_lr: 1.0e-05
          optimizer_factory:
            name: adamW
            adam_beta1: 0.9
            adam_beta2: 0.95
            adam_eps: 1.0e-08
        parallelism:
          dp: 4
          tp: 2
          pp: 1
        tokens:
          micro_batch_size: 2
          batch_accumulation_per_replica: 8
          train_steps: 100
          val_check_interval: -1
        """;

    [Fact]
    public void Pretraining_MultipliesItsBatch()
    {
        var recipe = ReadText.Recipe(Pretraining);

        Assert.Equal("nanotron", recipe.Dialect);
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(64));
        Assert.True(recipe.Get(Facts.ScheduleLength).Is(100));
        Assert.True(recipe.Get(Facts.Precision).Is("bf16"));
        Assert.Empty(ReadText.As(Pretraining).Observations);
    }

    [Fact]
    public void RateWithoutADot_IsRefusedByTheLoader() =>
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>(Pretraining.Replace("learning_rate: 0.0003", "learning_rate: 3e-4"))).Consequence);

    [Fact]
    public void MinimumRateLeftOut_MeansAConstantRate() =>
        Assert.True(ReadText.Recipe(Pretraining.Replace("    min_decay_lr: 1.0e-05\n", "")).Get(Facts.FinalLearningRate).Is(0.0003));

    [Fact]
    public void ValidationInterval_IsNeverRead()
    {
        Assert.Single(ReadText.Observed<WithoutEffectObservation>(Pretraining.Replace("val_check_interval: -1", "val_check_interval: 10")));
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Pretraining));
    }

    [Fact]
    public void EarlierLayout_WithoutAFactory_IsRead()
    {
        var recipe = ReadText.Recipe(Pretraining.Replace("  optimizer_factory:\n    name: adamW\n    adam_beta1: 0.9\n    adam_beta2: 0.95\n    adam_eps: 1.0e-08\n", "  adam_beta1: 0.8\n  adam_beta2: 0.95\n"));

        Assert.True(recipe.Get(Facts.Optimizer) is { State: SettingState.Absent } optimizer && optimizer.Is("adamW"));
        Assert.True(recipe.Get(Facts.Beta1).Is(0.8));
    }
}
