using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class TorchtuneTests
{
    private const string Full = """
        model:
          _component_: torchtune.models.llama3.llama3_8b
        optimizer:
          _component_: torch.optim.AdamW
          lr: 2e-5
        loss:
          _component_: torchtune.modules.loss.CEWithChunkedOutputLoss
        batch_size: 2
        epochs: 3
        max_steps_per_epoch: null
        gradient_accumulation_steps: 8
        seed: null
        dtype: bf16
        """;

    private const string Schedule = "\nlr_scheduler:\n  _component_: torchtune.training.lr_schedulers.get_cosine_schedule_with_warmup\n  num_warmup_steps: 100\n";

    [Fact]
    public void FullRun_HasTheDefaultsOfTorch()
    {
        var recipe = ReadText.Recipe(Full);

        Assert.Equal("torchtune", recipe.Dialect);
        Assert.Equal(Regime.FineTuning, recipe.Regime);
        Assert.True(recipe.Get(Facts.LearningRate).Is(2e-5));
        Assert.True(recipe.Get(Facts.WeightDecay) is { State: SettingState.Absent } decay && decay.Is(0.01));
        Assert.True(recipe.Get(Facts.Schedule).IsMissing);
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(0));
        Assert.True(recipe.Get(Facts.Seed).IsMissing);
        Assert.True(recipe.Get(Facts.GradientClipNorm).IsMissing);
    }

    [Fact]
    public void LoraBuilder_IsAnAdapterRun()
    {
        var recipe = ReadText.Recipe(Full.Replace("llama3.llama3_8b", "llama3.lora_llama3_8b\n  lora_rank: 8\n  lora_alpha: 16") + Schedule);

        Assert.Equal(Regime.Adapter, recipe.Regime);
        Assert.True(recipe.Get(Facts.LoraRank).Is(8));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(100));
    }

    [Fact]
    public void StepsPerEpoch_BoundTheRun()
    {
        Assert.True(ReadText.Recipe(Full.Replace("max_steps_per_epoch: null", "max_steps_per_epoch: 25")).Get(Facts.MaxSteps).Is(75));
        Assert.False(ReadText.Recipe(Full).Get(Facts.MaxSteps).HasValue);
    }

    [Fact]
    public void OptimizerInBackward_ExcludesAccumulation()
    {
        const string Key = "\noptimizer_in_bwd: true\n";

        Assert.Single(ReadText.Observed<WithoutEffectObservation>(Full + Key));
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Full.Replace("gradient_accumulation_steps: 8", "gradient_accumulation_steps: 1") + Key));
    }

    [Fact]
    public void HalfPrecision_IsRefused()
    {
        Assert.Single(ReadText.Observed<WrongTypeObservation>(Full.Replace("dtype: bf16", "dtype: fp16")));
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Full));
    }

    [Fact]
    public void ValidationData_IsUsedOnlyWithAnInterval()
    {
        const string Data = "\ndataset_val:\n  _component_: torchtune.datasets.alpaca_dataset\n";

        Assert.True(ReadText.Recipe(Full + Data).Get(Facts.Validation).Is(false));
        Assert.True(ReadText.Recipe(Full + Data + "run_val_every_n_steps: 50\n").Get(Facts.Validation).Is(true));
    }

    [Fact]
    public void RecipeUnderTraining_IsFound()
    {
        var nested = "orchestration:\n  num_workers: 2\ntraining:\n" + string.Join("\n", System.Array.ConvertAll(Full.Split('\n'), line => "  " + line));

        Assert.Equal("training.optimizer.lr", ReadText.Recipe(nested).Get(Facts.LearningRate).Key);
    }

    [Fact]
    public void GenerationFile_IsNoTraining() => Assert.False(ReadText.As("""
        model:
          _component_: torchtune.models.llama2.llama2_7b
        checkpointer:
          _component_: torchtune.training.FullModelHFCheckpointer
        seed: 1234
        dtype: bf16
        temperature: 0.6
        """).IsTraining);
}
