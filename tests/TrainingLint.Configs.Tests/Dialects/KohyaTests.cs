using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class KohyaTests
{
    private const string Network = """
        [model]
        pretrained_model_name_or_path = "base.safetensors"
        [network]
        network_module = "networks.lora"
        network_dim = 32
        [training]
        learning_rate = 1e-4
        max_train_steps = 1000
        """;

    [Fact]
    public void AlphaThatIsNotWritten_IsOne()
    {
        var recipe = ReadText.Recipe(Network, "run.toml");

        Assert.Equal("kohya", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LoraRank).Is(32));
        Assert.True(recipe.Get(Facts.LoraAlpha).Is(1));
        Assert.Equal(Regime.Adapter, recipe.Regime);
    }

    [Theory]
    [InlineData("optimizer_type = \"Adafactor\"", 1)]
    [InlineData("optimizer_type = \"Adafactor\"\noptimizer_args = [\"relative_step=False\"]", 0)]
    [InlineData("optimizer_type = \"AdamW8bit\"", 0)]
    public void Adafactor_LeavesTheRateUnused(string line, int observed) =>
        Assert.Equal(observed, ReadText.Observed<WithoutEffectObservation>(Network + "\n" + line, "run.toml").Count);

    [Fact]
    public void WarmupWithAPoint_IsAShareOfTheRun()
    {
        Assert.True(ReadText.Recipe(Network + "\nlr_warmup_steps = 100.0", "run.toml").Get(Facts.WarmupRatio).Is(100));
        Assert.True(ReadText.Recipe(Network + "\nlr_warmup_steps = 100", "run.toml").Get(Facts.WarmupSteps).Is(100));
    }

    [Fact]
    public void DataSets_AreNoRun() => Assert.Empty(ReadText.As("[general]\nshuffle_caption = true\n[[datasets]]\nbatch_size = 4\n", "data.toml").Recipes);
}
