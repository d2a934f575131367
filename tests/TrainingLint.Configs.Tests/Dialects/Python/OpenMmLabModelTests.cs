using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Parts of a model of OpenMMLab that must fit each other and the data.</summary>
public class OpenMmLabModelTests
{
    private const string Classes = "dataset_type = 'CocoDataset'\nclasses = ('cat', 'dog', 'cow')\n";

    private const string Neck = "neck=dict(type='FPN', in_channels=[256, 512, 1024, 2048], out_channels=256, num_outs=5),\n";

    private const string Backbone = "backbone=dict(type='ResNet', depth=50, num_stages=4, out_indices=(0, 1, 2, 3), "
        + "init_cfg=dict(type='Pretrained', checkpoint='torchvision://resnet50')),\n";

    private const string Heads = "roi_head=dict(type='StandardRoIHead', bbox_head=dict(type='Shared2FCBBoxHead', num_classes=3), "
        + "mask_head=dict(type='FCNMaskHead', num_classes=3))";

    private const string Pipeline = "p = [dict(type='LoadImageFromFile'), dict(type='LoadAnnotations', with_bbox=True, with_mask=True), "
        + "dict(type='Normalize', mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375], to_rgb=True), "
        + "dict(type='DefaultFormatBundle'), dict(type='Collect', keys=['img'])]\n";

    private const string Data = "data = dict(samples_per_gpu=2, train=dict(type=dataset_type, classes=classes, ann_file='train.json', pipeline=p), "
        + "val=dict(type=dataset_type, classes=classes, ann_file='val.json', pipeline=p))\n";

    private const string Run = "optimizer = dict(type='SGD', lr=0.02, momentum=0.9, weight_decay=0.0001)\noptimizer_config = dict(grad_clip=None)\n"
        + "lr_config = dict(policy='step', step=[8, 11])\nrunner = dict(type='EpochBasedRunner', max_epochs=12)\n";

    private const string Sound = Classes + "model = dict(type='MaskRCNN',\n" + Backbone + Neck + Heads + ")\n" + Pipeline + Data + Run;

    private static bool IsTold(string text, string word) => ReadText.As(text, "config.py").Observations.OfType<WrongTypeObservation>()
        .Any(one => one.Severity >= Severity.Warning && (one.Found + one.Wanted + one.Consequence).Contains(word));

    [Fact]
    public void SoundModel_IsLeftAlone() =>
        Assert.DoesNotContain(ReadText.As(Sound, "config.py").Observations.OfType<WrongTypeObservation>(), one => one.Severity >= Severity.Warning);

    [Fact]
    public void EvaluationOnTheTrainingSet_IsANote() => Assert.Contains(
        ReadText.As(Sound.Replace("'val.json'", "'train.json'"), "config.py").Observations.OfType<WrongTypeObservation>(),
        one => one is { Severity: Severity.Info } && one.Consequence.Contains("trained on"));

    [Theory]
    [InlineData("mask_head=dict(type='FCNMaskHead', num_classes=3)", "mask_head=dict(type='FCNMaskHead', num_classes=80)", "another number of classes")]
    [InlineData("num_classes=3", "num_classes=80", "never trained")]
    [InlineData("('cat', 'dog', 'cow')", "('cat')", "with a comma")]
    [InlineData("val=dict(type=dataset_type, classes=classes, ", "val=dict(type=dataset_type, ", "left out")]
    [InlineData("train=dict(type=dataset_type, classes=classes, ", "train=dict(type=dataset_type, ", "left out")]
    [InlineData("depth=50", "depth=101", "other weights")]
    [InlineData("depth=50", "depth=18", "another backbone")]
    [InlineData("with_bbox=True, with_mask=True", "with_bbox=True", "with_mask=True")]
    [InlineData("dict(type='DefaultFormatBundle'), ", "dict(type='DefaultFormatBundle'), dict(type='Resize', img_scale=(1333, 800)), ", "in front of it")]
    [InlineData("mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375]", "mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]", "up to 255")]
    [InlineData("optimizer_config = dict(grad_clip=None)", "optimizer_config = dict(grad_clip=35)", "a number has none")]
    [InlineData("weight_decay=0.0001)", "weight_decay=0.0001, grad_clip=dict(max_norm=35))", "does not know it")]
    [InlineData("max_epochs=12", "max_iters=12", "counts epochs")]
    public void Misfit_IsNoted(string sound, string risky, string word)
    {
        Assert.Contains(sound, Sound);
        Assert.True(IsTold(Sound.Replace(sound, risky), word));
    }

    [Theory]
    [InlineData("num_classes=3", "num_classes=4")]
    [InlineData("depth=50", "depth=50, base_channels=32")]
    [InlineData("'val.json', pipeline", "'train.json', indices=100, pipeline")]
    [InlineData("checkpoint='torchvision://resnet50'", "checkpoint='weights/backbone.pth'")]
    [InlineData("dict(type='Normalize', mean=[123.675, 116.28, 103.53], std=[58.395, 57.12, 57.375], to_rgb=True)",
        "dict(type='RescaleToZeroOne', keys=['img']), dict(type='Normalize', mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225], to_rgb=True)")]
    public void NearMiss_IsLeftAlone(string sound, string near)
    {
        Assert.Contains(sound, Sound);
        Assert.DoesNotContain(ReadText.As(Sound.Replace(sound, near), "config.py").Observations.OfType<WrongTypeObservation>(),
            one => one.Severity >= Severity.Warning);
    }
}
