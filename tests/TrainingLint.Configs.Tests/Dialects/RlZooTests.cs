using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class RlZooTests
{
    private const string Ppo = """
        default: &common
          n_timesteps: !!float 1e6
          policy: 'MlpPolicy'
          n_envs: 8
          n_steps: 128
          batch_size: 256
          learning_rate: lin_3e-4
          clip_range: lin_0.2
        Hopper-v4:
          <<: *common
          gamma: 0.999
          learning_rate: !!float 1e-4
          clip_range: 0.1
        """;

    [Fact]
    public void EveryEnvironment_IsARecipe_AndMergesItsAnchors()
    {
        var file = ReadText.As(Ppo, "ppo.yml");

        Assert.Equal("rl-zoo", file.Dialect);
        Assert.Equal(["default", "Hopper-v4"], file.Recipes.Select(recipe => recipe.Name));
        var hopper = file.Recipes[1];
        Assert.True(hopper.Get(Facts.BatchSize).Is(256));
        Assert.True(hopper.Get(Facts.LearningRate).Is(1e-4));
        Assert.True(hopper.Get(Facts.Schedule).Is("constant"));
        Assert.True(hopper.Get(Facts.Discount).Is(0.999));
    }

    [Fact]
    public void ALinearSchedule_StartsAtItsNumberAndEndsAtZero()
    {
        var recipe = ReadText.As(Ppo, "ppo.yml").Recipes[0];

        Assert.True(recipe.Get(Facts.LearningRate).Is(3e-4));
        Assert.Equal("lin_3e-4", recipe.Get(Facts.LearningRate).Text);
        Assert.True(recipe.Get(Facts.Schedule).Is("linear"));
        Assert.True(recipe.Get(Facts.FinalLearningRate).Is(0));
        Assert.True(recipe.Get(Facts.ScheduleLength).Is(1e6));
        Assert.True(recipe.Get(Facts.ClipRange).Is(0.2));
    }

    [Fact]
    public void TheRollout_IsStepsTimesEnvironments() =>
        Assert.True(ReadText.As(Ppo, "ppo.yml").Recipes[0].Get(Facts.BufferSize).Is(1024));

    [Fact]
    public void TheNameOfTheFile_SaysTheAlgorithm()
    {
        const string text = "CartPole-v1:\n  n_timesteps: 100000\n  policy: MlpPolicy\n";

        var dqn = ReadText.Recipe(text, "dqn.yml");
        Assert.Equal(Regime.OffPolicyReinforcement, dqn.Regime);
        Assert.True(dqn.Get(Facts.LearningRate).Is(1e-4));
        Assert.True(dqn.Get(Facts.BufferSize).Is(1e6));

        var a2c = ReadText.Recipe(text, "a2c.yml");
        Assert.True(a2c.Get(Facts.Optimizer).Is("RMSprop"));
        Assert.True(a2c.Get(Facts.LearningRate).Is(7e-4));
        Assert.True(a2c.Get(Facts.GaeLambda).Is(1));

        Assert.True(ReadText.Recipe(text, "ars.yml").Means(Facts.LearningRate, Meaning.NoStepSize));
        Assert.False(ReadText.Recipe(text, "mine.yml").Get(Facts.LearningRate).HasValue);
    }

    [Fact]
    public void AMissingSeed_IsNoAbsence_BecauseTheCommandLineSetsIt() =>
        Assert.Equal(SettingState.Unknown, ReadText.As(Ppo, "ppo.yml").Recipes[0].Get(Facts.Seed).State);

    [Fact]
    public void AnyOtherPrefix_IsLinearToo_AndIsNoted()
    {
        var note = Assert.Single(ReadText.Observed<WithoutEffectObservation>(Ppo.Replace("lin_3e-4", "const_3e-4"), "ppo.yml"));

        Assert.Equal("default.learning_rate", note.Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Ppo, "ppo.yml"));
    }

    [Fact]
    public void ARateWithoutADot_CrashesTheZoo() =>
        Assert.NotNull(Assert.Single(ReadText.Observed<TextNumberObservation>(Ppo.Replace("!!float 1e-4", "1e-4"), "ppo.yml")).Consequence);

    [Theory]
    [InlineData("learning_starts: 20000", 1)]
    [InlineData("learning_starts: 19999", 0)]
    public void ALearningStartBeyondTheEnd_NeverTrains(string start, int notes) =>
        Assert.Equal(notes, ReadText.Observed<WithoutEffectObservation>("Pendulum-v1:\n  n_timesteps: 20000\n  policy: MlpPolicy\n  " + start + "\n", "sac.yml").Count);

    [Fact]
    public void AnEnvironmentFile_IsNoRecipe() =>
        Assert.NotEqual("rl-zoo", ReadText.As("name: env\ndependencies:\n  - python=3.10\npolicy: none\n").Dialect);

    [Fact]
    public void NamesOfThePredecessor_AreRead()
    {
        var recipe = ReadText.As(Ppo.Replace("clip_range", "cliprange") + "\n  lam: 0.9\n  nminibatches: 4\n", "ppo2.yml").Recipes[1];
        Assert.True(recipe.Get(Facts.ClipRange).Is(0.1));
        Assert.True(recipe.Get(Facts.GaeLambda).Is(0.9));
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>(Ppo.Replace("clip_range", "cliprange"), "ppo2.yml"));
        Assert.NotEmpty(ReadText.Observed<MisspeltKeyObservation>(Ppo.Replace("clip_range", "clip_rang"), "ppo.yml"));
    }
}
