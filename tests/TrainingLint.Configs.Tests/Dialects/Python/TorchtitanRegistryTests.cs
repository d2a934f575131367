using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

public class TorchtitanRegistryTests
{
    private static string Registry(string optimizer, string rest = "", string trainer = "Trainer") =>
        "from torchtitan.trainer import Trainer\n\n\ndef own_8b() -> Trainer.Config:\n    return " + trainer + ".Config(\n"
            + "        model_spec=model_registry('8B'),\n        optimizer=" + optimizer + ",\n"
            + "        training=TrainingConfig(steps=1000, max_norm=0.5),\n" + rest + "    )\n";

    private static Recipe Read(string text) => ReadText.As(text, "config_registry.py").Recipes.Single();

    [Fact]
    public void Registry_IsReadWithItsDefaults()
    {
        var recipe = Read(Registry("default_adamw(lr=3e-4)"));

        Assert.Equal(("torchtitan", "AdamW", 3e-4, 1000.0, 0.5, 200.0, "linear"), (recipe.Dialect, recipe.Get(Facts.Optimizer).Or(""),
            recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.MaxSteps).Or(0), recipe.Get(Facts.GradientClipNorm).Or(0),
            recipe.Get(Facts.WarmupSteps).Or(0), recipe.Get(Facts.Schedule).Or("")));
    }

    [Theory]
    [InlineData("default_adamw()", "Trainer", "AdamW", 8e-4)]
    [InlineData("default_adamw(lr=1e-4, weight_decay=0.0)", "FluxTrainer", "AdamW", 1e-4)]
    [InlineData("OptimizersContainer.Config(param_groups=[ParamGroupConfig(pattern='.*', optimizer_name='Muon', optimizer_kwargs={'lr': 2e-3})])", "GraphTrainer", "Muon", 2e-3)]
    [InlineData("_own_optimizer(model_spec, lr=5e-4)", "Trainer", "", 5e-4)]
    public void Optimizers_AreReadInTheirSpellings(string optimizer, string trainer, string name, double rate)
    {
        var recipe = Read(Registry(optimizer, trainer: trainer));
        Assert.Equal(("torchtitan", name, rate), (recipe.Dialect, recipe.Get(Facts.Optimizer).Or(""), recipe.Get(Facts.LearningRate).Or(0)));
    }

    [Fact]
    public void ShareForTheDecay_LeavesTheScheduleOpen() => Assert.False(
        Read(Registry("default_adamw(lr=3e-4)", "        lr_scheduler=LRSchedulersContainer.Config(warmup_steps=20, decay_ratio=0.8),\n"))
            .Get(Facts.Schedule).HasValue);

    [Theory]
    [InlineData("return Trainer.Config(optimizer=Adam(lr=1e-3), epochs=3, batch_size=2)")]
    [InlineData("return Trainer.Config(model_spec=spec, training=TrainingConfig(steps=10))")]
    public void OtherTrainers_AreNotClaimed(string text) => Assert.DoesNotContain(
        ReadText.As("import torchtitan\ndef f():\n    " + text + "\n", "config.py").Recipes, recipe => recipe.Dialect == "torchtitan");
}
