using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class DeepSpeedTests
{
    [Fact]
    public void EnvironmentWithoutNumbers_IsNoTraining() => Assert.False(ReadText.As("""
        { "train_batch_size": "auto", "train_micro_batch_size_per_gpu": "auto", "zero_optimization": { "stage": 3 }, "bf16": { "enabled": true } }
        """, "ds.json").IsTraining);

    [Fact]
    public void LiteralBatches_AreRead()
    {
        var recipe = ReadText.Recipe("""
            { "train_batch_size": 64, "train_micro_batch_size_per_gpu": 4, "gradient_accumulation_steps": 2, "zero_optimization": { "stage": 2 } }
            """, "ds.json");

        Assert.Equal("deepspeed", recipe.Dialect);
        Assert.True(recipe.IsFragment);
        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(64));
        Assert.True(recipe.Get(Facts.BatchSize).Is(4));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
    }

    [Theory]
    [InlineData("""{ "train_batch_size": 8, "zero_optimization": {}, "fp16": { "enabled": true }, "bf16": { "enabled": true } }""", "fp16+bf16")]
    [InlineData("""{ "train_batch_size": 8, "zero_optimization": {}, "fp16": { "enabled": false }, "bf16": { "enabled": true } }""", "bf16")]
    public void EnabledFormats_AreJoined(string text, string expected) =>
        Assert.True(ReadText.Recipe(text, "ds.json").Get(Facts.Precision).Is(expected));

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(128, false)]
    public void LossScaleOfOne_SwitchesScalingOff(int scale, bool expected) => Assert.Equal(expected, ReadText.Recipe(
        $$"""{ "train_batch_size": 8, "zero_optimization": {}, "fp16": { "enabled": true, "loss_scale": {{scale}} } }""", "ds.json").Get(Facts.LossScaling).Is(false));

    [Fact]
    public void ModelTrainedByGptNeoX_IsNoDeepSpeedFile() => Assert.NotEqual("deepspeed", ReadText.As("""
        { "num_layers": 12, "train_iters": 1000, "train_micro_batch_size_per_gpu": 4, "optimizer": { "type": "Adam", "params": { "lr": 0.0006 } }, "zero_optimization": { "stage": 1 } }
        """, "125M.json").Dialect);

    [Theory]
    [InlineData("{\"train_batch_size\": 400, \"steps_per_print\": 2000, \"optimizer\": {\"type\": \"Adam\", \"params\": {\"lr\": 0.001}}}", "deepspeed")]
    [InlineData("{\"train_batch_size\": 400, \"optimizer\": {\"type\": \"Adam\", \"params\": {\"lr\": 0.001}}}", "generic")]
    [InlineData("{\"train_batch_size\": 400, \"steps_per_print\": 2000, \"num_layers\": 12, \"optimizer\": {\"type\": \"Adam\", \"params\": {\"lr\": 0.001}}}", "generic")]
    public void WithoutZero_ItsOwnWordsTellDeepSpeed(string text, string dialect) => Assert.Equal(dialect, ReadText.As(text, "ds_config.json").Dialect);

    [Theory]
    [InlineData("\"auto\"", false)]
    [InlineData("\"high\"", true)]
    [InlineData("1e-5", true)]
    public void ARateOfTheFilesOwn_MakesItMoreThanAnEnvironment(string rate, bool isTraining) =>
        Assert.Equal(isTraining, ReadText.As("{\"zero_optimization\": {\"stage\": 2}, \"train_batch_size\": \"auto\", \"optimizer\": {\"type\": \"AdamW\", \"params\": {\"lr\": " + rate + "}}}", "ds_config.json").IsTraining);
}
