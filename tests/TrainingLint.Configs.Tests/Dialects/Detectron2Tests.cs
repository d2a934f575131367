using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class Detectron2Tests
{
    private const string Detector = """
        MODEL:
          META_ARCHITECTURE: GeneralizedRCNN
          WEIGHTS: detectron2://backbone.pkl
        SOLVER:
          BASE_LR: 1e-2
          STEPS: (60000, 80000)
          MAX_ITER: 90000
          IMS_PER_BATCH: 8
        """;

    [Fact]
    public void Detector_TakesTheFrameworksDefaults()
    {
        var recipe = ReadText.Recipe(Detector);

        Assert.Equal("detectron2", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate) is { IsWritten: true } rate && rate.Is(0.01));
        Assert.Equal([60000, 80000], recipe.Get(Facts.Milestones).Or([]));
        Assert.True(recipe.Get(Facts.WarmupSteps) is { State: SettingState.Absent } warmup && warmup.Is(1000));
        Assert.True(recipe.Get(Facts.Momentum).Is(0.9));
        Assert.True(recipe.Get(Facts.Seed).IsMissing);
        Assert.Equal(Regime.Unknown, recipe.Regime);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Detector));
    }

    [Theory]
    [InlineData("detectron2://COCO-Detection/faster_rcnn/model_final.pkl", Regime.FineTuning)]
    [InlineData("\"\"", Regime.FromScratch)]
    public void Weights_TellFineTuningFromABackbone(string weights, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(Detector.Replace("detectron2://backbone.pkl", weights)).Regime);

    [Theory]
    [InlineData("BASE_LR: 1", "SOLVER.BASE_LR")]
    [InlineData("MAX_ITER: 9e4", "SOLVER.MAX_ITER")]
    [InlineData("STEPS: (60000)", "SOLVER.STEPS")]
    [InlineData("WEIGHT_DECAY: 0", "SOLVER.WEIGHT_DECAY")]
    [InlineData("NESTEROV: 1", "SOLVER.NESTEROV")]
    public void AnotherTypeThanTheDefaults_IsRefused(string line, string key)
    {
        var refused = ReadText.Observed<WrongTypeObservation>("SOLVER:\n  IMS_PER_BATCH: 16\n  " + line + "\n");

        Assert.Equal(key, Assert.Single(refused).Key);
    }

    [Theory]
    [InlineData("INPUT:\n  PIXEL_MEAN: [102.9, 115.9, 122.7]\n", 0)]
    [InlineData("INPUT:\n  MIN_SIZE_TEST: 800\n", 1)]
    public void KeysOfTheForerunner_AreNoSlips(string section, int found) => Assert.Equal(found,
        ReadText.Observed<MisspeltKeyObservation>(Detector + "\n  MOMENTUMM: 0.9\n" + section).Count);

    [Theory]
    [InlineData("BASE_LR: 1", "1.0")]
    [InlineData("MAX_ITER: 90000.0", "90000")]
    [InlineData("MAX_ITER: 0.5", null)]
    public void TheSameNumberInTheWantedSpelling_IsOffered(string line, string? correction) =>
        Assert.Equal(correction, Assert.Single(ReadText.Observed<WrongTypeObservation>("SOLVER:\n  IMS_PER_BATCH: 16\n  " + line + "\n")).Correction?.New);

    [Theory]
    [InlineData("BASE_LR: 1.0")]
    [InlineData("BASE_LR: \"1e-3\"")]
    [InlineData("MAX_ITER: 90000")]
    [InlineData("STEPS: (60000,)")]
    [InlineData("STEPS: []")]
    [InlineData("WEIGHT_DECAY_BIAS: None")]
    public void TheDefaultsType_IsAccepted(string line) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>("SOLVER:\n  IMS_PER_BATCH: 16\n  " + line + "\n"));

    [Fact]
    public void TextInAYamlList_StaysTextUnderYacs()
    {
        var list = ReadText.Observed<TextNumberObservation>("SOLVER:\n  IMS_PER_BATCH: 16\n  STEPS: [6e4, 8e4]\n");

        Assert.All(list, text => Assert.NotNull(text.Consequence));
        Assert.Equal(2, list.Count);
        Assert.All(ReadText.Observed<TextNumberObservation>("SOLVER:\n  IMS_PER_BATCH: 16\n  BASE_LR: 1e-3\n"), text => Assert.Null(text.Consequence));
    }

    [Fact]
    public void NegativeSeed_IsNone_AndPositiveIsOne()
    {
        Assert.True(ReadText.Recipe("SEED: -1\n" + Detector).Get(Facts.Seed).IsMissing);
        Assert.True(ReadText.Recipe("SEED: 7\n" + Detector).Get(Facts.Seed).Is(7));
    }

    [Theory]
    [InlineData("  OPTIMIZER: ADAMW", "ADAMW")]
    [InlineData("  BACKBONE_MULTIPLIER: 0.1", "ADAMW")]
    [InlineData("  GAMMA: 0.1", "SGD")]
    public void ProjectsThatAddAnOptimizer_ChangeItsDefault(string line, string optimizer) =>
        Assert.Equal(optimizer, ReadText.Recipe(Detector + "\n" + line).Get(Facts.Optimizer).Or(""));

    [Fact]
    public void ReferenceWorldSize_GivesTheBatchOfOneWorker() =>
        Assert.True(ReadText.Recipe(Detector + "\n  REFERENCE_WORLD_SIZE: 4").Get(Facts.BatchSize).Is(2));

    [Fact]
    public void ClipValue_WithoutSwitch_HasNoEffect()
    {
        var off = Detector + "\n  CLIP_GRADIENTS:\n    CLIP_VALUE: 0.5";
        var on = Detector + "\n  CLIP_GRADIENTS:\n    ENABLED: True\n    CLIP_TYPE: norm\n    CLIP_VALUE: 0.5";

        Assert.Equal("SOLVER.CLIP_GRADIENTS.CLIP_VALUE", Assert.Single(ReadText.Observed<WithoutEffectObservation>(off)).Key);
        Assert.True(ReadText.Recipe(off).Get(Facts.GradientClipNorm).IsMissing);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(on));
        Assert.True(ReadText.Recipe(on).Get(Facts.GradientClipNorm).Is(0.5));
    }

    [Fact]
    public void CosineSchedule_ReadsNoSteps()
    {
        var text = Detector + "\n  LR_SCHEDULER_NAME: WarmupCosineLR";

        Assert.False(ReadText.Recipe(text).Get(Facts.Milestones).HasValue);
        Assert.Equal("SOLVER.STEPS", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
    }

    [Fact]
    public void BaseFile_IsDrawnIn_AndItsTypesAreItsOwn()
    {
        var file = ReadText.Together(
            ("child.yaml", "_BASE_: base/Base-Detector.yaml\nSOLVER:\n  BASE_LR: 0.005\n"),
            ("base/Base-Detector.yaml", Detector + "\n  WEIGHT_DECAY: 0\n"));
        var recipe = Assert.Single(file.Recipes);

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.005));
        Assert.True(recipe.Get(Facts.MaxSteps) is { Origin: Origin.Inherited } length && length.Is(90000));
        Assert.Empty(file.Observations.OfType<WrongTypeObservation>());
    }

    [Fact]
    public void MissingBaseFile_LeavesTheRestUnknown()
    {
        var file = ReadText.Together(("child.yaml", "_BASE_: missing.yaml\nSOLVER:\n  BASE_LR: 0.005\n  MAX_ITER: 100\n"));

        Assert.Equal(SettingState.Unknown, Assert.Single(file.Recipes).Get(Facts.WarmupSteps).State);
        Assert.Equal("SGD", file.Recipes[0].Get(Facts.Optimizer).Or(""));
        Assert.Equal("missing.yaml", Assert.Single(file.Observations.OfType<UnresolvedObservation>()).Reference);
    }

    [Fact]
    public void WhatABaseFileCannotFind_IsSaidAtThisFilesReference()
    {
        var file = ReadText.Together(
            ("child.yaml", "_BASE_: base.yaml\nSOLVER:\n  BASE_LR: 0.005\n"),
            ("base.yaml", "_BASE_: missing.yaml\nSOLVER:\n  MAX_ITER: 100\n"));
        var unresolved = Assert.Single(file.Observations.OfType<UnresolvedObservation>());

        Assert.Equal("child.yaml", unresolved.Place.File);
        Assert.Equal("base.yaml", unresolved.Reference);
        Assert.Contains("missing.yaml", unresolved.Reason);
    }

    [Theory]
    [InlineData("SOLVER:\n  OPT: Adam\n  BASE_LR: 0.0003\n  MAX_EPOCH: 60\n  IMS_PER_BATCH: 64\n")]
    [InlineData("MODEL:\n  NAME: resnet\nDATA:\n  ROOT: images\n")]
    public void Relatives_AreNotTakenForDetectron2(string text) =>
        Assert.NotEqual("detectron2", ReadText.As(text).Dialect);

    [Theory]
    [InlineData("", true)]
    [InlineData("\n  LR_SCHEDULER_NAME: WarmupMultiStepLR\n", true)]
    [InlineData("\n  LR_SCHEDULER_NAME: WarmupTwoStageMultiStepLR\n", false)]
    public void OnlyTheSchedulesOfFvcore_RefuseAMilestoneAtTheEnd(string schedule, bool refuses) =>
        Assert.Equal(refuses, ReadText.Recipe(Detector + schedule).Means(Facts.Milestones, Meaning.EndIsRefused));

    [Theory]
    [InlineData("_BASE_: base.yaml\nMODEL: {MASK_ON: True}\n", true)]
    [InlineData("_BASE_: base.yaml\nTRAINER: {BATCH_SIZE: 1}\nMODEL: {TYPE: unet}\n", false)]
    public void OtherProgramsOnYacs_AreNotDetectron2(string text, bool isDetectron2) =>
        Assert.Equal(isDetectron2, ReadText.As(text).Dialect == "detectron2");
}
