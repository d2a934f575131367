using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class TomlDialectTests
{
    [Fact]
    public void PrimeRl_NestsItsTrainer()
    {
        var recipe = ReadText.Recipe("max_steps = 500\n[trainer.optim]\nlr = 1e-6\n[trainer.model]\nname = \"x\"\n[orchestrator]\nbatch_size = 8\n", "rl.toml");

        Assert.Equal("prime-rl", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-6));
        Assert.True(recipe.Get(Facts.MaxSteps).Is(500));
        Assert.Equal(Regime.LanguageModelReinforcement, recipe.Regime);
    }

    [Theory]
    [InlineData("max_steps = 200\n[model]\nname = \"x\"\n[orchestrator]\nbatch_size = 128\n[trainer]\n", Regime.LanguageModelReinforcement)]
    [InlineData("max_steps = 5\n[ckpt]\n[model]\nname = \"x\"\n[data]\nname = \"d\"\nbatch_size = 4\nseq_len = 1024\n", Regime.FineTuning)]
    public void PrimeRl_TrainsByItsDefaults(string text, Regime regime)
    {
        var recipe = ReadText.Recipe(text, "rl.toml");

        Assert.Equal("prime-rl", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(1e-6));
        Assert.Equal(regime, recipe.Regime);
    }

    [Fact]
    public void OtherModelsWithData_AreNotPrimeRls() =>
        Assert.NotEqual("prime-rl", ReadText.As("[model]\nname = \"x\"\n[training]\nseq_len = 8\n[optimizer]\nlr = 1e-4\n[data]\nname = \"d\"\n", "run.toml").Dialect);

    [Fact]
    public void DiffusionPipe_NeedsNoRate() => Assert.Equal("diffusion-pipe",
        ReadText.As("output_dir = 'o'\ndataset = 'd.toml'\nepochs = 4\nmicro_batch_size_per_gpu = 1\n[model]\ntype = 'qwen_image'\n[optimizer]\ntype = 'automagic'\n", "run.toml").Dialect);

    [Fact]
    public void DiffusionPipe_TrainsAnAdapter()
    {
        var recipe = ReadText.Recipe("output_dir = 'o'\ndataset = 'd.toml'\nepochs = 4\nmicro_batch_size_per_gpu = 1\n[model]\ntype = 'wan'\n[adapter]\ntype = 'lora'\nrank = 32\n[optimizer]\ntype = 'adamw_optimi'\nlr = 3e-5\n", "run.toml");

        Assert.Equal("diffusion-pipe", recipe.Dialect);
        Assert.Equal(Regime.Adapter, recipe.Regime);
        Assert.True(recipe.Get(Facts.LoraAlpha).Is(32));
    }
}
