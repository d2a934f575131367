using System.Linq;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class RlGamesTests
{
    private const string Ppo = """
        params:
          seed: ${...seed}
          algo:
            name: a2c_continuous
          network:
            name: actor_critic
          config:
            name: ${resolve_default:Ant,${....experiment}}
            env_name: rlgpu
            num_actors: 4096
            gamma: 0.99
            tau: 0.95
            learning_rate: 3e-4
            lr_schedule: adaptive
            kl_threshold: 0.008
            max_epochs: ${resolve_default:500,${....max_iterations}}
            grad_norm: 1.0
            truncate_grads: True
            e_clip: 0.2
            horizon_length: 16
            minibatch_size: 32768
            mini_epochs: 4
        """;

    [Fact]
    public void TheRecipe_IsReadWithTheNamesOfRlGames()
    {
        var recipe = ReadText.Recipe(Ppo);

        Assert.Equal("rl-games", recipe.Dialect);
        Assert.True(recipe.Get(Facts.LearningRate).Is(3e-4));
        Assert.True(recipe.Get(Facts.Discount).Is(0.99));
        Assert.True(recipe.Get(Facts.GaeLambda).Is(0.95));
        Assert.True(recipe.Get(Facts.ClipRange).Is(0.2));
        Assert.True(recipe.Get(Facts.GradientClipNorm).Is(1));
        Assert.True(recipe.Get(Facts.BufferSize).Is(65536));
        Assert.Equal(Regime.OnPolicyReinforcement, recipe.Regime);
    }

    [Fact]
    public void AResolverWithADefault_IsFollowed_OneWithoutStaysUnknown()
    {
        var recipe = ReadText.Recipe(Ppo);

        Assert.True(recipe.Get(Facts.Epochs).Is(500));
        Assert.Equal(SettingState.Unknown, recipe.Get(Facts.Seed).State);
        Assert.Equal(SettingState.Unknown, ReadText.Recipe(Ppo.Replace("${resolve_default:500,${....max_iterations}}", "${oc.env:EPOCHS,500}")).Get(Facts.Epochs).State);
    }

    [Fact]
    public void ARolloutOfUnknownSize_StaysUnknown() =>
        Assert.Equal(SettingState.Unknown, ReadText.Recipe(Ppo.Replace("4096", "${....task.env.numEnvs}")).Get(Facts.BufferSize).State);

    [Theory]
    [InlineData("minibatch_size: 32768", 0)]
    [InlineData("minibatch_size: 30000", 1)]
    public void AMinibatchThatDoesNotDivideTheRollout_IsRefused(string minibatch, int refusals) =>
        Assert.Equal(refusals, ReadText.Observed<WrongTypeObservation>(Ppo.Replace("minibatch_size: 32768", minibatch)).Count);

    [Theory]
    [InlineData("")]
    [InlineData("minibatch_size: 32768")]
    public void ARolloutWithoutSteps_HasNoRemainder(string minibatch) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Ppo.Replace("horizon_length: 16", "horizon_length: 0").Replace("minibatch_size: 32768", minibatch)));

    [Fact]
    public void ANormWithoutTheFlag_ClipsNothing()
    {
        var text = Ppo.Replace("truncate_grads: True", "truncate_grads: False");

        Assert.True(ReadText.Recipe(text).Get(Facts.GradientClipNorm).IsMissing);
        Assert.Equal("params.config.grad_norm", Assert.Single(ReadText.Observed<WithoutEffectObservation>(text)).Key);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Ppo));
    }

    [Fact]
    public void ACentralValue_IsASecondOptimizer()
    {
        var file = ReadText.As(Ppo + "\n    central_value_config:\n      learning_rate: 1e-4\n      minibatch_size: 1024\n");

        Assert.Equal(2, file.Recipes.Count);
        Assert.True(file.Recipes[1].Get(Facts.LearningRate).Is(1e-4));
        Assert.True(file.Recipes[1].Get(Facts.Discount).Is(0.99));
    }

    [Fact]
    public void SoftActorCritic_HasThreeRates()
    {
        var recipe = ReadText.Recipe("""
            params:
              algo:
                name: sac
              network:
                name: soft_actor_critic
              config:
                env_name: rlgpu
                actor_lr: 0.0005
                critic_lr: 0.0006
                alpha_lr: 0.005
                gamma: 0.99
                batch_size: 4096
                replay_buffer_size: 1000000
            """);

        Assert.Equal([0.0005, 0.0006, 0.005], recipe.LearningRates.Select(rate => rate.Or(0)));
        Assert.True(recipe.Get(Facts.BufferSize).Is(1e6));
        Assert.Equal(Regime.OffPolicyReinforcement, recipe.Regime);
    }

    [Fact]
    public void ATaskFile_IsNoRecipe() =>
        Assert.NotEqual("rl-games", ReadText.As("name: Ant\nenv:\n  numEnvs: 4096\n  episodeLength: 1000\n").Dialect);

    [Theory]
    [InlineData(3072, false)] // three agents make 3 x 65536
    [InlineData(32768, true)]
    [InlineData(30000, true)]
    public void ARolloutThatATeamMayShare_IsUnknown(int minibatch, bool isKnown)
    {
        var text = Ppo.Replace("32768", minibatch.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(isKnown, ReadText.Recipe(text).Get(Facts.BufferSize).HasValue);
        Assert.Equal(minibatch == 30000 ? 1 : 0, ReadText.Observed<WrongTypeObservation>(text).Count);
    }

    [Theory]
    [InlineData("max_epochs: 500", 0)]
    [InlineData("max_epochs: -1", 1)]
    public void ALinearCentralValue_EndsWithTheWholeRun(string length, int without)
    {
        var text = Ppo.Replace("max_epochs: ${resolve_default:500,${....max_iterations}}", length)
            + "\n    central_value_config:\n      learning_rate: 1e-3\n      lr_schedule: linear\n      minibatch_size: 32768\n";
        Assert.Equal(without, ReadText.Observed<WithoutEffectObservation>(text).Count(fact => fact.Key!.Contains("central_value") && fact.Key.EndsWith("lr_schedule")));
    }

    [Fact]
    public void GroupOfAHydraConfig_IsJudgedWithTheTaskBesideIt()
    {
        (string, string)[] Files(int environments) =>
        [
            ("cfg/config.yaml", "num_envs: ''\nseed: 42\nexperiment: ''\nmax_iterations: ''\ndefaults:\n  - task: Pole\n  - train: ${task}PPO\n"),
            ("cfg/task/Pole.yaml", "name: Pole\nenv:\n  numEnvs: ${resolve_default:" + environments + ",${...num_envs}}\n"),
            ("cfg/train/PolePPO.yaml", Ppo.Replace("num_actors: 4096", "num_actors: ${....task.env.numEnvs}")),
        ];

        var file = ReadText.Together(Files(4096));
        var recipe = Assert.Single(file.Recipes);

        Assert.Equal("rl-games", recipe.Dialect);
        Assert.True(recipe.Get(Facts.BufferSize).Is(65536));
        Assert.True(recipe.Get(Facts.Seed).Is(42));
        Assert.Empty(file.Observations.OfType<WrongTypeObservation>());
        Assert.Equal("train.params.config.minibatch_size", Assert.Single(ReadText.Together(Files(1024)).Observations.OfType<WrongTypeObservation>()).Key);
    }
}
