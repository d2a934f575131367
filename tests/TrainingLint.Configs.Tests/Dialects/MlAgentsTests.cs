using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class MlAgentsTests
{
    private const string Walker = """
        behaviors:
          Walker:
            trainer_type: ppo
            hyperparameters:
              batch_size: 2048
              buffer_size: 20480
              learning_rate: 2.0e-4
              beta: 0.005
              epsilon: 0.2
              lambd: 0.95
              num_epoch: 3
            network_settings:
              hidden_units: 256
              num_layers: 3
            reward_signals:
              extrinsic:
                gamma: 0.99
                strength: 1.0
            max_steps: 5000000
            time_horizon: 1000
        """;

    [Fact]
    public void EveryBehavior_IsARecipeOverTheDefaultSettings()
    {
        var file = ReadText.As("""
            default_settings:
              trainer_type: ppo
              hyperparameters:
                batch_size: 512
                buffer_size: 4096
                learning_rate: 1.0e-4
              max_steps: 1000000
            behaviors:
              Runner:
                hyperparameters:
                  learning_rate: 5.0e-4
              Catcher:
                max_steps: 2000000
            """);

        Assert.Equal("ml-agents", file.Dialect);
        Assert.Equal(["Runner", "Catcher"], file.Recipes.Select(recipe => recipe.Name));
        Assert.Equal([5e-4, 1e-4], file.Recipes.Select(recipe => recipe.Get(Facts.LearningRate).Or(0)));
        Assert.All(file.Recipes, recipe => Assert.True(recipe.Get(Facts.BufferSize).Is(4096)));
        Assert.Equal([1e6, 2e6], file.Recipes.Select(recipe => recipe.Get(Facts.MaxSteps).Or(0)));
    }

    [Fact]
    public void DefaultSettingsAlone_AreARecipe() =>
        Assert.True(ReadText.Recipe("default_settings:\n  trainer_type: sac\n  hyperparameters:\n    batch_size: 256\n").Get(Facts.BatchSize).Is(256));

    [Fact]
    public void FlatSettings_OfOlderReleases_AreReadToo()
    {
        var file = ReadText.As("""
            default:
              trainer: ppo
              batch_size: 1024
              buffer_size: 10240
              learning_rate: 3.0e-4
              max_steps: 5.0e5
              time_horizon: 64
            Jumper:
              max_steps: 1.0e6
              learning_rate: 1.0e-3
            """);

        Assert.Equal("ml-agents", file.Dialect);
        var jumper = file.Recipes.Single(recipe => recipe.Name == "Jumper");
        Assert.True(jumper.Get(Facts.LearningRate).Is(1e-3));
        Assert.True(jumper.Get(Facts.BatchSize).Is(1024));
        Assert.Contains(file.Observations.OfType<WithoutEffectObservation>(), note => note.Key == "default.trainer" && note.Severity == Severity.Info);
    }

    [Fact]
    public void ABehavior_MayHaveDotsInItsName() =>
        Assert.True(ReadText.Recipe(Walker.Replace("Walker:", "Walker.v2.1:")).Get(Facts.LearningRate).Is(2e-4));

    [Fact]
    public void TheTrainer_DecidesTheDefaults()
    {
        var onPolicy = ReadText.Recipe("behaviors:\n  A:\n    trainer_type: ppo\n    max_steps: 1000\n");
        var offPolicy = ReadText.Recipe("behaviors:\n  A:\n    trainer_type: sac\n    max_steps: 1000\n");

        Assert.True(onPolicy.Get(Facts.BufferSize).Is(10240));
        Assert.True(onPolicy.Get(Facts.Schedule).Is("linear"));
        Assert.Equal(Regime.OnPolicyReinforcement, onPolicy.Regime);
        Assert.True(offPolicy.Get(Facts.BufferSize).Is(50000));
        Assert.True(offPolicy.Get(Facts.Schedule).Is("constant"));
        Assert.Equal(Regime.OffPolicyReinforcement, offPolicy.Regime);
    }

    [Fact]
    public void IntrinsicSignals_HaveOptimizersOfTheirOwn()
    {
        var file = ReadText.As(Walker.Replace("    max_steps:", "      curiosity:\n        gamma: 0.9\n        strength: 0.02\n        learning_rate: 1.0e-3\n    max_steps:"));

        var curiosity = file.Recipes.Single(recipe => recipe.Name == "Walker.curiosity");
        Assert.True(curiosity.Get(Facts.LearningRate).Is(1e-3));
        Assert.True(curiosity.Get(Facts.Discount).Is(0.9));
        Assert.False(curiosity.Get(Facts.Seed).HasValue);
        Assert.True(file.Recipes.Single(recipe => recipe.Name == "Walker").Get(Facts.Discount).Is(0.99));
    }

    [Theory]
    [InlineData("seed: -1", false)]
    [InlineData("seed: 7", true)]
    public void ASeedBelowZero_IsNone(string seed, bool isSeeded) =>
        Assert.Equal(isSeeded, ReadText.Recipe(Walker + "\nenv_settings:\n  " + seed + "\n").Get(Facts.Seed).HasValue);

    [Fact]
    public void AMisspeltKey_IsFoundUnderItsBehavior()
    {
        var slip = Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Walker.Replace("learning_rate:", "learning_rte:")));

        Assert.Equal("behaviors.Walker.hyperparameters.learning_rte", slip.Key);
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>(Walker));
    }

    [Theory]
    [InlineData("num_epoch: 3", "num_epochs: 3", "num_epoch")]
    [InlineData("num_layers: 3", "num_layers: 3\n      vis_encoder_type: simple", "vis_encode_type")]
    public void SlipsOfOtherKeys_AreFoundAsWell(string sound, string slip, string meant) =>
        Assert.Equal(meant, Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Walker.Replace(sound, slip))).Meant);

    [Theory]
    [InlineData("num_layers: 3", "num_layers: 3\n      use_recurrent: true", "network_settings.use_recurrent")]
    [InlineData("num_epoch: 3", "num_epoch: 3\n      gamma: 0.99", "hyperparameters.gamma")]
    [InlineData("time_horizon: 1000", "time_horizon: 1000\n    hidden_units: 64", "hidden_units")]
    public void AKeyOfAnotherSection_IsRefused(string sound, string misplaced, string key) =>
        Assert.Equal("behaviors.Walker." + key, Assert.Single(ReadText.Observed<WrongTypeObservation>(Walker.Replace(sound, misplaced))).Key);

    [Fact]
    public void APluginTrainer_HasKeysOfItsOwn() =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Walker.Replace("trainer_type: ppo", "trainer_type: my_plugin").Replace("num_epoch: 3", "gamma: 0.99")));

    [Fact]
    public void OldBrains_AreKnownByTheirKeys() =>
        Assert.Equal("ml-agents", ReadText.As("DroneBrain:\n  use_recurrent: true\n  sequence_length: 64\n  batch_size: 64\n  buffer_size: 1024\n  max_steps: 5.0e5\n  num_epoch: 3\n  gamma: 0.99\n").Dialect);

    [Theory]
    [InlineData("lambd: 0.95", "lambd: 0.99", "behaviors.Walker.hyperparameters.lambd")]
    [InlineData("gamma: 0.99", "gamma: 0.999", "behaviors.Walker.reward_signals.extrinsic.gamma")]
    [InlineData("time_horizon: 1000", "time_horizon: 4096", "behaviors.Walker.time_horizon")]
    public void AValueOutsideOfTheDocumentedRange_IsNoted(string sound, string unusual, string key) =>
        Assert.Equal(key, Assert.Single(ReadText.Observed<OutsideRangeObservation>(Walker.Replace(sound, unusual))).Key);

    [Fact]
    public void TheEndsOfADocumentedRange_AreInside() =>
        Assert.Empty(ReadText.Observed<OutsideRangeObservation>(Walker.Replace("lambd: 0.95", "lambd: 0.9").Replace("gamma: 0.99", "gamma: 0.995").Replace("epsilon: 0.2", "epsilon: 0.1")));

    [Theory]
    [InlineData("batch_size: 2048", "batch_size: 1e3", true)]
    [InlineData("learning_rate: 2.0e-4", "learning_rate: 2e-4", false)]
    [InlineData("max_steps: 5000000", "max_steps: 5e6", false)]
    public void TextForAWholeNumber_Fails_TextForAFloatDoesNot(string sound, string text, bool fails)
    {
        var note = Assert.Single(ReadText.Observed<TextNumberObservation>(Walker.Replace(sound, text)));

        Assert.Equal(fails, note.Consequence is not null);
    }

    [Theory]
    [InlineData("memory_size: 127", 1)]
    [InlineData("memory_size: 128", 0)]
    public void MemoryOfAnOddSize_IsRefused(string size, int refusals) =>
        Assert.Equal(refusals, ReadText.Observed<WrongTypeObservation>(Walker.Replace("num_layers: 3", "num_layers: 3\n      memory:\n        sequence_length: 64\n        " + size)).Count);

    [Fact]
    public void ASequenceLongerThanTheBatch_IsRefused() =>
        Assert.Contains("at most the batch_size", Assert.Single(ReadText.Observed<WrongTypeObservation>(Walker.Replace("num_layers: 3", "num_layers: 3\n      memory:\n        sequence_length: 4096\n        memory_size: 128"))).Wanted);

    [Fact]
    public void HyperparametersWithoutATrainer_AreRefused()
    {
        Assert.Single(ReadText.Observed<WrongTypeObservation>(Walker.Replace("    trainer_type: ppo\n", "")));
        Assert.Empty(ReadText.Observed<WrongTypeObservation>("default_settings:\n  trainer_type: ppo\n" + Walker.Replace("    trainer_type: ppo\n", "")));
    }

    [Theory]
    [InlineData("parameter_randomization:\n  resampling-interval: 5000\n  gravity:\n    sampler-type: uniform\n    min_value: 7\n    max_value: 12\n")]
    [InlineData("behaviors:\n  - walk\n  - run\n")]
    [InlineData("behaviors:\n  idle:\n    animation: stand\n")]
    public void OtherFiles_AreLeftAlone(string text) => Assert.NotEqual("ml-agents", ReadText.As(text).Dialect);
}
