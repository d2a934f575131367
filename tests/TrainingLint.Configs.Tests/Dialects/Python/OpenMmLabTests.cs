using System.Linq;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

public class OpenMmLabTests
{
    private const string Detector = """
        model = dict(type='FasterRCNN')
        train_dataloader = dict(batch_size=2)
        optim_wrapper = dict(type='OptimWrapper', optimizer=dict(type='SGD', lr=0.02, momentum=0.9, weight_decay=0.0001))
        param_scheduler = [
            dict(type='LinearLR', start_factor=0.001, by_epoch=False, begin=0, end=500),
            dict(type='MultiStepLR', begin=0, end=12, by_epoch=True, milestones=[8, 11], gamma=0.1),
        ]
        train_cfg = dict(by_epoch=True, max_epochs=12)
        """;

    [Fact]
    public void Schedule_HasItsUnits()
    {
        var recipe = Single(Detector);

        Assert.Equal("openmmlab", recipe.Dialect);
        Assert.Equal("SGD", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.02));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(500));
        Assert.Equal(2e-5, recipe.Get(Facts.WarmupStartLearningRate).Or(0), 12);
        Assert.Equal([8.0, 11.0], recipe.Get(Facts.Milestones).Or([]));
        Assert.Equal(LengthUnit.Epochs, recipe.ScheduleUnit);
        Assert.True(recipe.Get(Facts.Epochs).Is(12));
        Assert.Equal(0, Found(Detector, "TL0105"));
    }

    [Fact]
    public void RampWithoutByEpoch_CountsEpochsAndNeverEnds()
    {
        var trap = Detector.Replace("start_factor=0.001, by_epoch=False", "start_factor=0.001");

        Assert.True(Single(trap).Get(Facts.WarmupEpochs).Is(500));
        Assert.Equal(1, Found(trap, "TL0105"));
    }

    [Fact]
    public void Bases_AreMergedAndDeleted()
    {
        var file = ReadText.Together(
            ("config.py", "_base_ = ['base.py']\noptim_wrapper = dict(optimizer=dict(_delete_=True, type='AdamW', lr=1e-4))\nmax_epochs = 24\ntrain_cfg = dict(max_epochs=max_epochs)\n"),
            ("base.py", Detector));
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("AdamW", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.Epochs).Is(24));
        Assert.True(recipe.Get(Facts.WeightDecay).Is(0.01));
        Assert.True(recipe.Get(Facts.WarmupSteps).Is(500));
    }

    [Fact]
    public void ImportedBases_AreFollowedWithTheirNames()
    {
        var file = ReadText.Together(
            ("run/config.py", "from mmengine.config import read_base\nwith read_base():\n    from .._base_.schedule import *\noptim_wrapper.optimizer.lr = 0.3\nmodel = dict(type=Net)\ntrain_dataloader = dict(batch_size=2)\n"),
            ("_base_/schedule.py", "optim_wrapper = dict(optimizer=dict(type=SGD, lr=0.1, momentum=0.9))\n"));
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("SGD", recipe.Get(Facts.Optimizer).Or(""));
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.3));
        Assert.True(recipe.Get(Facts.Momentum).Is(0.9));
    }

    [Fact]
    public void BaseReference_StandsForTheBasesValue()
    {
        var file = ReadText.Together(
            ("config.py", "_base_ = 'base.py'\nmodel = dict(type='Net')\ndata = dict()\noptim_wrapper = dict(optimizer=dict(lr={{_base_.base_lr}}))\n"),
            ("base.py", "base_lr = 0.5\noptim_wrapper = dict(optimizer=dict(type='SGD', lr=0.1))\n"));

        Assert.True(Assert.Single(file.Recipes).Get(Facts.LearningRate).Is(0.5));
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(2, 0)]
    public void PeriodOfTheWholeRun_NeverDrops(int period, int findings)
    {
        var config = "model = dict(type='Net')\ndata = dict(samples_per_gpu=2)\noptimizer = dict(type='SGD', lr=0.001, momentum=0.9)\n"
            + "lr_config = dict(policy='step', gamma=0.9, step=" + period + ")\nrunner = dict(type='EpochBasedRunner', max_epochs=200)\n";

        Assert.Equal(findings, Found(config, "TL0108"));
    }

    [Theory]
    [InlineData("model = dict(type='Net', backbone=dict(depth=50))")]
    [InlineData("optimizer = build_optimizer(cfg)\nlr = 0.1")]
    [InlineData("train_pipeline = [dict(type='Resize')]")]
    public void WhatSetsNoOptimizer_IsNoRecipe(string text) => Assert.Empty(ReadText.As(text, "config.py").Recipes);

    private static Recipe Single(string text) => ReadText.Recipe(text, "config.py");

    private static int Found(string text, string rule) =>
        new Judge().Findings(ReadText.As(text, "config.py")).Count(finding => finding.Rule.Id == rule);

    [Theory]
    [InlineData("T_max=20", true)]
    [InlineData("end=20", false)]
    [InlineData("T_max=18", false)]
    public void LengthThatCountsFromBehindTheWarmup_IsCutOff(string length, bool isCut)
    {
        var recipe = ReadText.Recipe(
            "optim_wrapper = dict(type='OptimWrapper', optimizer=dict(type='AdamW', lr=1e-3))\n"
            + "param_scheduler = [dict(type='LinearLR', start_factor=0.1, begin=0, end=2), dict(type='CosineAnnealingLR', eta_min=0, begin=2, " + length + ")]\n"
            + "train_cfg = dict(by_epoch=True, max_epochs=20)\n",
            "config.py");

        Assert.Equal(isCut, recipe.Means(Facts.ScheduleLength, Meaning.CountsFromWarmup));
    }

    [Theory]
    [InlineData("gpu_ids = range(0, 1)", 1)]
    [InlineData("gpu_ids = range(4)", 4)]
    [InlineData("gpu_ids = [0, 2]", 2)]
    [InlineData("gpu_ids = range(0, gpus)", 0)]
    public void DevicesOfTheRun_AreRead(string line, double devices) => Assert.Equal(
        devices,
        ReadText.Recipe(
            "model = dict(type='FasterRCNN')\ndata = dict(samples_per_gpu=2)\noptimizer = dict(type='SGD', lr=0.02, momentum=0.9)\n"
            + "lr_config = dict(policy='step', step=[8, 11])\nrunner = dict(type='EpochBasedRunner', max_epochs=12)\n" + line + "\n",
            "config.py").Get(TrainingLint.Core.Recipes.Facts.WorldSize).Or(0));
}
