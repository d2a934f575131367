using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class OpenPcDetTests
{
    private const string OneCycle = """
        OPTIMIZATION:
          BATCH_SIZE_PER_GPU: 4
          NUM_EPOCHS: 80
          OPTIMIZER: adam_onecycle
          LR: 0.003
          WEIGHT_DECAY: 0.01
          MOMS: [0.95, 0.85]
          PCT_START: 0.4
          DIV_FACTOR: 10
          LR_WARMUP: False
          GRAD_NORM_CLIP: 10
        """;

    [Fact]
    public void OneCycle_RampsUpToItsPeak()
    {
        var recipe = ReadText.Recipe(OneCycle);

        Assert.Equal("openpcdet", recipe.Dialect);
        Assert.True(recipe.Get(Facts.WarmupRatio).Is(0.4));
        Assert.True(recipe.Is(Facts.ScheduleRampsUp));
        Assert.Equal(0.0003, recipe.Get(Facts.WarmupStartLearningRate).Or(0), 12);
        Assert.True(recipe.Get(Facts.Beta1).Is(0.95));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(OneCycle));
    }

    [Fact]
    public void WarmupSwitch_IsNotReadByOneCycle() =>
        Assert.Equal("OPTIMIZATION.LR_WARMUP", Assert.Single(ReadText.Observed<WithoutEffectObservation>(OneCycle.Replace("False", "True"))).Key);

    [Fact]
    public void PlainAdam_HasNoWarmup_AndCannotSwitchItOn()
    {
        var adam = OneCycle.Replace("adam_onecycle", "adam");

        Assert.True(ReadText.Recipe(adam).Get(Facts.WarmupEpochs).IsMissing);
        Assert.Equal("OPTIMIZATION.LR_WARMUP", Assert.Single(ReadText.Observed<WrongTypeObservation>(adam.Replace("False", "True"))).Key);
    }

    [Fact]
    public void ExponentWithoutPoint_StaysText() =>
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>(OneCycle.Replace("LR: 0.003", "LR: 3e-3"))).Consequence);

    [Fact]
    public void BaseOfAnInnerMapping_CountsFromTheWorkingDirectory_AndCompletesThatMapping()
    {
        var file = ReadText.Together(
            ("tools/cfgs/models/child.yaml", "DATA_CONFIG:\n  _BASE_CONFIG_: cfgs/data/set.yaml\n" + OneCycle),
            ("tools/cfgs/data/set.yaml", "OPTIMIZATION:\n  LR: 1.0\nDATASET: points\n"));

        Assert.True(Assert.Single(file.Recipes).Get(Facts.LearningRate).Is(0.003));
        Assert.Empty(file.Observations.OfType<UnresolvedObservation>());
    }

    [Fact]
    public void MissingDataSetConfig_LeavesTheRecipeComplete()
    {
        var file = ReadText.Together(("child.yaml", "DATA_CONFIG:\n  _BASE_CONFIG_: cfgs/missing.yaml\n" + OneCycle));

        Assert.False(Assert.Single(file.Recipes).IsFragment);
        Assert.Empty(file.Observations.OfType<UnresolvedObservation>());
    }

    [Fact]
    public void TopLevelBase_IsDrawnIn()
    {
        var file = ReadText.Together(
            ("tools/cfgs/models/child.yaml", "_BASE_CONFIG_: cfgs/models/base.yaml\nOPTIMIZATION:\n  NUM_EPOCHS: 20\n  OPTIMIZER: adam_onecycle\n  LR: 0.01\n"),
            ("tools/cfgs/models/base.yaml", OneCycle));

        Assert.True(Assert.Single(file.Recipes).Get(Facts.BatchSize).Is(4));
        Assert.True(Assert.Single(file.Recipes).Get(Facts.Epochs).Is(20));
    }
}
