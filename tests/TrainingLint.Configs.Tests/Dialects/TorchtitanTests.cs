using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class TorchtitanTests
{
    private const string Config = """
        [job]
        dump_folder = "./outputs"
        [model]
        name = "llama3"
        flavor = "8B"
        [optimizer]
        name = "AdamW"
        lr = 3e-4
        [lr_scheduler]
        warmup_steps = 200
        [training]
        local_batch_size = 2
        seq_len = 8192
        steps = 1000
        """;

    [Fact]
    public void LengthAndBatch_AreReadWithTheDefaults()
    {
        var recipe = ReadText.Recipe(Config, "train.toml");
        Assert.Equal(("torchtitan", 1000.0, 2.0), (recipe.Dialect, recipe.Get(Facts.MaxSteps).Or(0), recipe.Get(Facts.BatchSize).Or(0)));
        Assert.Equal((0.95, 0.1, "linear"), (recipe.Get(Facts.Beta2).Or(0), recipe.Get(Facts.WeightDecay).Or(0),
            recipe.Get(Facts.Schedule).Or("")));
    }

    [Fact]
    public void WarmupBeyondTheEnd_IsTold()
    {
        Assert.DoesNotContain(new Judge().Findings(ReadText.As(Config, "train.toml")), finding => finding.Rule.Id == "TL0105");
        Assert.Contains(new Judge().Findings(ReadText.As(Config.Replace("= 200", "= 2000"), "train.toml")), finding =>
            finding.Rule.Id == "TL0105");
    }
}
