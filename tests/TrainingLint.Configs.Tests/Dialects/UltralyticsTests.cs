using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class UltralyticsTests
{
    private const string Hyperparameters = """
        lr0: 0.01
        lrf: 0.1
        momentum: 0.937
        weight_decay: 0.0005
        warmup_epochs: 3.0
        warmup_bias_lr: 0.1
        hsv_h: 0.015
        mosaic: 1.0
        """;

    private const string Arguments = """
        task: detect
        mode: train
        model: yolo11n.pt
        data: coco8.yaml
        imgsz: 640
        epochs: 50
        batch: 16
        optimizer: AdamW
        lr0: 0.001
        lrf: 0.01
        """;

    [Fact]
    public void HyperparameterFile_TakesTheCommandLinesOptimizer()
    {
        var recipe = ReadText.Recipe(Hyperparameters);

        Assert.Equal("ultralytics", recipe.Dialect);
        Assert.True(recipe.Get(Facts.Optimizer) is { State: SettingState.Absent } optimizer && optimizer.Is("SGD"));
        Assert.Equal(0.001, recipe.Get(Facts.FinalLearningRate).Or(0), 12);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Epochs).State);
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.EffectiveBatchSize).State);
    }

    [Fact]
    public void Arguments_AccumulateUpToTheNominalBatch()
    {
        var recipe = ReadText.Recipe(Arguments);

        Assert.True(recipe.Get(Facts.EffectiveBatchSize).Is(64));
        Assert.True(recipe.Get(Facts.GradientAccumulation).Is(4));
        Assert.Equal(Regime.Unknown, recipe.Regime);
        Assert.Equal("amp", recipe.Get(Facts.Precision).Or(""));
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Arguments));
    }

    [Theory]
    [InlineData("optimizer: auto")]
    [InlineData("patience: 20")]
    public void AutomaticOptimizer_IgnoresTheRate(string line)
    {
        var text = Arguments.Replace("optimizer: AdamW", line);

        Assert.Equal("lr0", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.Equal(SettingState.Unknown, ReadText.Recipe(text).Get(Facts.Optimizer).State);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(text.Replace("lr0: 0.001", "lr0: 0.01")));
    }

    [Theory]
    [InlineData("model: yolo11n.yaml")]
    [InlineData("model: yolo11n.pt\npretrained: False")]
    public void ArchitectureWithoutWeights_IsTrainedFromScratch(string lines) =>
        Assert.Equal(Regime.FromScratch, ReadText.Recipe(Arguments.Replace("model: yolo11n.pt", lines)).Regime);

    [Theory]
    [InlineData("batch: -1")]
    [InlineData("batch: 0.7")]
    public void MeasuredBatch_IsUnknown(string batch) =>
        Assert.Equal(SettingState.Unknown, ReadText.Recipe(Arguments.Replace("batch: 16", batch)).Get(Facts.EffectiveBatchSize).State);

    [Fact]
    public void FractionalPatience_IsRefused() =>
        Assert.Equal("patience", Assert.Single(ReadText.Observed<WrongTypeObservation>(Arguments + "\npatience: 1.5")).Key);

    [Theory]
    [InlineData("nc: 80\ndepth_multiple: 0.33\nbackbone: []\nhead: []\n")]
    [InlineData("path: coco\ntrain: images/train\nval: images/val\nnames: [a, b]\n")]
    public void ModelsAndDataSets_AreNoTraining(string text) => Assert.Null(ReadText.As(text).Dialect);

    [Fact]
    public void PredictionArguments_AreNoTraining() =>
        Assert.NotEqual("ultralytics", ReadText.As(Arguments.Replace("mode: train", "mode: predict")).Dialect);

    [Theory]
    [InlineData("train", true)]
    [InlineData("export", false)]
    public void TheMode_SaysWhetherAFileOfAllArgumentsTrains(string mode, bool trains) =>
        Assert.Equal(trains, ReadText.As("task: detect\nmode: " + mode + "\nmodel: yolov8n.pt\nepochs: 100\nbatch: 16\nimgsz: 640\nlr0: 0.01\nlrf: 0.01\nmomentum: 0.937\n").IsTraining);

    [Theory]
    [InlineData("yolo detect train data=x.yaml model=best.pt epochs=50 lr0=0.0001", 1)]
    [InlineData("yolo task=detect mode=train data=x.yaml model=best.pt epochs=50 lr0=0.0001", 1)]
    [InlineData("yolo detect train data=x.yaml model=best.pt epochs=50 lr0=0.0001 optimizer=AdamW", 0)]
    [InlineData("yolo detect train data=x.yaml model=best.pt epochs=50", 0)]
    public void CommandOfThePackage_IsReadWhereverTheModeStands(string command, int found)
    {
        var file = ReadText.As(command + "\n", "train.sh");
        Assert.Equal("ultralytics", Assert.Single(file.Recipes).Dialect);
        Assert.Equal(found, file.Observations.OfType<TrainingLint.Core.Recipes.WithoutEffectObservation>().Count());
    }

    [Theory]
    [InlineData("lr0=1e-4", 1)]
    [InlineData("lr0=1e-4, optimizer='AdamW'", 0)]
    [InlineData("imgsz=640", 0)]
    public void CallOfAProgram_IsReadLikeItsArguments(string arguments, int found)
    {
        var file = ReadText.As(
            $"from ultralytics import YOLO\nmodel = YOLO('yolo11n.pt')\nmodel.train(data='x.yaml', epochs=50, {arguments})\n", "train.py");
        Assert.Equal("ultralytics", Assert.Single(file.Recipes).Dialect);
        Assert.Equal(found, file.Observations.OfType<TrainingLint.Core.Recipes.WithoutEffectObservation>().Count());
    }

    [Fact]
    public void CallsOfOtherPackages_AreLeftAlone() => Assert.Empty(ReadText.As(
        "model.train(data='x.yaml', epochs=50, lr0=1e-4)\n", "train.py").Recipes);
}
