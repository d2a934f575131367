using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

public class LazyConfigTests
{
    private const string Whole = """
        from detectron2.config import LazyCall as L
        import torch
        optimizer = L(torch.optim.AdamW)(params=None, lr=1e-4, betas=(0.9, 0.98), weight_decay=0.1)
        lr_multiplier = L(WarmupParamScheduler)(
            scheduler=L(MultiStepParamScheduler)(values=[1.0, 0.1], milestones=[80000], num_updates=90000),
            warmup_length=1000 / 90000, warmup_factor=0.001)
        train = dict(max_iter=90000, eval_period=5000, seed=3)
        """;

    private const string Changed = """
        from ..common.optim import SGD as optimizer
        from ..common.train import train
        from ..common.data.coco import dataloader
        train.max_iter = 90000
        optimizer.lr = 0.02
        dataloader.train.total_batch_size = 16
        """;

    [Fact]
    public void PartsThatAreBuilt_AreRead()
    {
        var recipe = ReadText.Recipe(Whole, "configs/x.py");
        Assert.Equal("detectron2-lazy", recipe.Dialect);
        Assert.Equal(("AdamW", 1e-4, 0.98), (recipe.Get(Facts.Optimizer).Or(""), recipe.Get(Facts.LearningRate).Or(0),
            recipe.Get(Facts.Beta2).Or(0)));
        Assert.Equal((90000.0, 3.0), (recipe.Get(Facts.MaxSteps).Or(0), recipe.Get(Facts.Seed).Or(0)));
        Assert.Equal([80000.0], recipe.Get(Facts.Milestones).Or([]));
    }

    [Fact]
    public void PartsOfOtherFiles_AreReadWhereTheyAreChanged()
    {
        var recipe = ReadText.Recipe(Changed, "configs/x.py");
        Assert.Equal(("SGD", 0.02, 16.0), (recipe.Get(Facts.Optimizer).Or(""), recipe.Get(Facts.LearningRate).Or(0),
            recipe.Get(Facts.EffectiveBatchSize).Or(0)));
        Assert.True(recipe.Get(Facts.MaxSteps).Is(90000));
        Assert.False(recipe.Get(Facts.Momentum).HasValue);
    }

    [Fact]
    public void PartOfGetConfig_IsNamedByItsAttribute() =>
        Assert.Equal("AdamW", ReadText.Recipe("optimizer = model_zoo.get_config(\"common/optim.py\").AdamW\noptimizer.lr = 1e-4\n"
            + "train = model_zoo.get_config(\"common/train.py\").train\ntrain.max_iter = 10\n", "c.py").Get(Facts.Optimizer).Or(""));

    [Theory]
    [InlineData(Whole, "lr=1e-4", "lr=1.0")]
    [InlineData(Changed, "lr = 0.02", "lr = 20.0")]
    public void HopelessRate_IsTold(string text, string sound, string risky)
    {
        Assert.DoesNotContain(new Judge().Findings(ReadText.As(text, "c.py")), finding => finding.Rule.Id == "TL0102");
        Assert.Single(new Judge().Findings(ReadText.As(text.Replace(sound, risky), "c.py")), finding => finding.Rule.Id == "TL0102");
    }

    [Fact]
    public void OptimizerOfAnOrdinaryModule_IsNoLazyConfig() =>
        Assert.Empty(ReadText.As("from .optim import build as optimizer\noptimizer.lr = 3\n", "c.py").Recipes);
}
