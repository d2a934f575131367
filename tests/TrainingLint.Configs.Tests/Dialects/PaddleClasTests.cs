using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class PaddleClasTests
{
    private const string Classifier = """
        Global:
          epochs: 120
          eval_during_train: True
        Arch:
          name: ResNet50
        Optimizer:
          name: Momentum
          momentum: 0.9
          lr:
            name: Cosine
            learning_rate: 1e-1
            warmup_epoch: 5
          regularizer:
            name: L2
            coeff: 0.0001
        DataLoader:
          Train:
            sampler:
              batch_size: 64
        """;

    [Fact]
    public void Classifier_IsRead()
    {
        var recipe = ReadText.Recipe(Classifier);

        Assert.Equal("paddleclas", recipe.Dialect);
        Assert.Equal("Optimizer", recipe.Name);
        Assert.True(recipe.Get(Facts.LearningRate).Is(0.1));
        Assert.True(recipe.Get(Facts.WarmupEpochs).Is(5));
        Assert.True(recipe.Get(Facts.WeightDecay).Is(0.0001));
        Assert.True(recipe.Get(Facts.BatchSize).Is(64));
        Assert.Equal(LengthUnit.Epochs, recipe.EvaluationUnit);
        Assert.True(recipe.Get(Facts.Seed) is { State: SettingState.Absent } seed && seed.Is(0));
        Assert.All(ReadText.Observed<TextNumberObservation>(Classifier), text => Assert.Null(text.Consequence));
    }

    [Theory]
    [InlineData("-.inf", "[30, 60]")]
    [InlineData(".inf", "[30, 60]")]
    [InlineData(".nan", "[30, 60]")]
    [InlineData("1.0e+308", "[30, 60]")]
    [InlineData("-1.0e+308", "[30, 60]")]
    [InlineData("120", "[60000, .inf]")]
    [InlineData("120", "[-.inf, 1.0e+308]")]
    public void EndlessNumbers_SizeNothing(string epochs, string milestones)
    {
        var text = Classifier
            .Replace("epochs: 120", "epochs: " + epochs, StringComparison.Ordinal)
            .Replace("name: Cosine", "name: Piecewise\n    decay_epochs: " + milestones + "\n    values: [0.1, 0.01, 0.001]", StringComparison.Ordinal);

        // The tables of the dialects are made once for the whole process, by whoever reads first: no cost of this file.
        ReadText.Recipe(Classifier);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var recipe = ReadText.Recipe(text);

        Assert.Equal("paddleclas", recipe.Dialect);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void PluralWarmup_IsSwallowed()
    {
        var text = Classifier.Replace("warmup_epoch:", "warmup_epochs:");

        Assert.Equal("Optimizer.lr.warmup_epochs", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.True(ReadText.Recipe(text).Get(Facts.WarmupEpochs) is { State: SettingState.Absent } warmup && warmup.Is(0));
    }

    [Theory]
    [InlineData("[12, 20]", "[0.1, 0.01, 0.001]", 1)]
    [InlineData("[30, 60, 90]", "[0.1, 0.01, 0.001, 0.0001]", 0)]
    public void PiecewiseWithARate_KeepsItsOwnThirtyEpochRule(string epochs, string values, int noted)
    {
        var text = Classifier.Replace("name: Cosine", "name: Piecewise\n    decay_epochs: " + epochs + "\n    values: " + values);

        Assert.Equal(noted, ReadText.Observed<WithoutEffectObservation>(text).Count);
        Assert.Equal([30, 60, 90], ReadText.Recipe(text).Get(Facts.Milestones).Or([]));
    }

    [Fact]
    public void PiecewiseByValues_StartsAtTheFirstAndEndsAtTheLast()
    {
        var recipe = ReadText.Recipe(Classifier.Replace("name: Cosine\n    learning_rate: 1e-1", "name: Piecewise\n    decay_epochs: [12]\n    values: [0.2, 0.02]"));

        Assert.True(recipe.Get(Facts.LearningRate).Is(0.2));
        Assert.True(recipe.Get(Facts.FinalLearningRate).Is(0.02));
        Assert.Equal([12], recipe.Get(Facts.Milestones).Or([]));
    }

    [Theory]
    [InlineData("", "fp32")]
    [InlineData("AMP:\n  level: O1\n", "amp")]
    [InlineData("AMP:\n  use_amp: False\n", "fp32")]
    public void AmpBlock_IsOnUnlessItSaysOtherwise(string block, string precision) =>
        Assert.Equal(precision, ReadText.Recipe(block + Classifier).Get(Facts.Precision).Or(""));

    [Fact]
    public void ListOfOptimizers_GivesARecipeEach_AndKeepsTextAsText()
    {
        var file = ReadText.As("""
            Global:
              epochs: 10
            Arch:
              name: RecModel
            Optimizer:
            - Momentum:
                scope: RecModel
                momentum: 0.9
                lr:
                  name: Cosine
                  learning_rate: 0.1
            - SGD:
                scope: Loss
                lr:
                  name: Constant
                  learning_rate: 0.01
            DataLoader:
              Train:
                sampler:
                  batch_size: 64
            """);

        Assert.Equal(["Momentum", "SGD"], file.Recipes.Select(recipe => recipe.Get(Facts.Optimizer).Or("")));
        Assert.True(file.Recipes[1].Get(Facts.Momentum).IsMissing);
        Assert.All(file.Recipes, recipe => Assert.True(recipe.Get(Facts.Epochs).Is(10)));
    }

    [Fact]
    public void MisspeltRate_IsFoundBelowTheOptimizer() =>
        Assert.Equal("learning_rate", Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Classifier.Replace("learning_rate", "learning_rte"))).Meant);

    [Fact]
    public void DeployedModel_IsNoTraining() =>
        Assert.NotEqual("paddleclas", ReadText.As("Global:\n  rec_inference_model_dir: models\nRecPreProcess:\n  transform_ops: []\n").Dialect);
}
