using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class OpenInstructTests
{
    private const string Sft = """
        model_name_or_path: org/model
        use_slow_tokenizer: true
        dataset_mixer:
          org/data: 1.0
        max_seq_length: 4096
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 2
        learning_rate: 5e-06
        num_train_epochs: 2
        with_tracking: true
        """;

    [Fact]
    public void SupervisedRun_WarmsUpForThreePercentUnlessWritten()
    {
        var recipe = ReadText.Recipe(Sft);

        Assert.Equal("open-instruct", recipe.Dialect);
        Assert.Equal(Regime.FineTuning, recipe.Regime);
        Assert.True(recipe.Get(Facts.WarmupRatio) is { State: SettingState.Absent } warmup && warmup.Is(0.03));
        Assert.True(recipe.Get(Facts.Optimizer).Is("AdamW"));
        Assert.True(recipe.Get(Facts.LearningRate).Is(5e-6));
        Assert.Null(Assert.Single(ReadText.Observed<TextNumberObservation>(Sft)).Consequence);
    }

    [Fact]
    public void PreferenceRun_CountsItsOwnEpochs()
    {
        var recipe = ReadText.Recipe(Sft.Replace("num_train_epochs: 2", "num_epochs: 1\nloss_type: dpo_norm\nbeta: 5"));

        Assert.Equal(Regime.Preference, recipe.Regime);
        Assert.True(recipe.Get(Facts.Epochs).Is(1));
    }

    [Fact]
    public void ClippingOfMinusOne_IsNoClipping() => Assert.True(ReadText.Recipe(Sft + "\nclip_grad_norm: -1\n").Get(Facts.GradientClipNorm).IsMissing);

    [Fact]
    public void FinalRatio_IsReadByTheLinearScheduleOnly()
    {
        Assert.Single(ReadText.Observed<WithoutEffectObservation>(Sft + "\nfinal_lr_ratio: 0.1\nlr_scheduler_type: cosine\n"));
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Sft + "\nfinal_lr_ratio: 0.1\nlr_scheduler_type: linear\n"));
        Assert.Equal(5e-7, ReadText.Recipe(Sft + "\nfinal_lr_ratio: 0.1\n").Get(Facts.FinalLearningRate).Or(0), 12);
    }
}
