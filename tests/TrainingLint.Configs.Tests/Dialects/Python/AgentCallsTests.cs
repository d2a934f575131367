using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Agents of Stable-Baselines3 as programs build them.</summary>
public class AgentCallsTests
{
    private static string Program(string agent, string learn, string environment = "env = gym.make('CartPole-v1')") =>
        $"import gymnasium as gym\nfrom stable_baselines3 import DQN, PPO, SAC\n{environment}\nmodel = {agent}\nmodel.learn({learn})\n";

    [Theory]
    [InlineData("PPO('MlpPolicy', env)", 3e-4, 64, Regime.OnPolicyReinforcement)]
    [InlineData("PPO('MlpPolicy', env, learning_rate=1e-3, batch_size=256)", 1e-3, 256, Regime.OnPolicyReinforcement)]
    [InlineData("SAC('MlpPolicy', env)", 3e-4, 256, Regime.OffPolicyReinforcement)]
    [InlineData("DQN('MlpPolicy', env, learning_rate=5e-4)", 5e-4, 32, Regime.OffPolicyReinforcement)]
    public void Agent_IsRead(string agent, double rate, double batch, Regime regime)
    {
        var recipe = ReadText.Recipe(Program(agent, "total_timesteps=100_000"), "train.py");
        Assert.Equal(
            ("stable-baselines3", rate, batch, 100_000.0, regime),
            (recipe.Dialect, recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.BatchSize).Or(0), recipe.Get(Facts.MaxSteps).Or(0),
                recipe.Regime));
    }

    [Theory]
    [InlineData("PPO('MlpPolicy', env)", "total_timesteps=2047", "a rollout of 2048")]
    [InlineData("PPO('MlpPolicy', env, n_steps=512)", "500", "a rollout of 512")]
    public void RunShorterThanARollout_IsNoted(string agent, string learn, string wanted)
    {
        var found = Assert.Single(ReadText.Observed<WrongTypeObservation>(Program(agent, learn), "train.py"));
        Assert.Contains(wanted, found.Wanted);
        Assert.Equal(Severity.Info, found.Severity);
    }

    [Fact]
    public void EnvironmentsMultiplyTheRollout() => Assert.Contains("a rollout of 8192", Assert.Single(
        ReadText.Observed<WrongTypeObservation>(
            Program("PPO('MlpPolicy', env)", "8000", "env = make_vec_env('CartPole-v1', n_envs=4)"), "train.py")).Wanted);

    [Theory]
    [InlineData("PPO('MlpPolicy', env)", "total_timesteps=2048")]
    [InlineData("PPO('MlpPolicy', env, n_steps=128)", "total_timesteps=200")]
    [InlineData("PPO('MlpPolicy', env, **settings)", "total_timesteps=200")]
    [InlineData("SAC('MlpPolicy', env)", "total_timesteps=200")]
    public void LongEnoughRuns_AreLeftAlone(string agent, string learn) =>
        Assert.Empty(ReadText.As(Program(agent, learn), "train.py").Observations.OfType<WrongTypeObservation>());

    [Fact]
    public void AgentThatBeginsToLearnAfterTheEnd_IsTold()
    {
        const string Late = "DQN('MlpPolicy', env, learning_rate=1e-3, learning_starts=50000)";
        Assert.Contains("less than 20000", Assert.Single(ReadText.Observed<WrongTypeObservation>(
            Program(Late, "total_timesteps=20000"), "train.py")).Wanted);
        Assert.DoesNotContain(ReadText.Observed<WrongTypeObservation>(Program(Late, "total_timesteps=50001"), "train.py"),
            observed => observed.Wanted.StartsWith("less than", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DQN('MlpPolicy', env, learning_starts=50000, exploration_fraction=0.1)", true)]
    [InlineData("DQN('MlpPolicy', env, learning_starts=50000)", true)]
    [InlineData("DQN('MlpPolicy', env, learning_starts=50000, exploration_fraction=0.5)", false)]
    [InlineData("DQN('MlpPolicy', env, exploration_fraction=0.1)", false)]
    [InlineData("DQN('MlpPolicy', env, learning_starts=50000, exploration_fraction=0.1, exploration_final_eps=0.3)", false)]
    public void ExplorationThatEndsBeforeLearning_IsTold(string agent, bool found) => Assert.Equal(found, ReadText
        .Observed<WrongTypeObservation>(Program(agent, "total_timesteps=200000"), "train.py")
        .Any(observed => observed.Key?.EndsWith("exploration_fraction", System.StringComparison.Ordinal) == true));

    [Theory]
    [InlineData("A2C('MlpPolicy', env)", "RMSprop")]
    [InlineData("A2C('MlpPolicy', env, use_rms_prop=False)", "Adam")]
    public void OptimizerOfA2c_FollowsItsSwitch(string agent, string optimizer) => Assert.Equal(
        optimizer,
        ReadText.Recipe(Program(agent, "1000").Replace("DQN", "A2C, DQN", System.StringComparison.Ordinal), "train.py")
            .Get(Facts.Optimizer).Or(""));

    [Fact]
    public void StepsOfAReturn_AreNoRollout() =>
        Assert.False(ReadText.Recipe(Program("SAC('MlpPolicy', env, n_steps=3)", "1000"), "train.py").Get(Facts.TimeHorizon).HasValue);

    // Which of two agents learns how long, the literal part does not tell.
    [Fact]
    public void SeveralAgents_AreLeftAlone() => Assert.DoesNotContain(
        ReadText.As(Program("PPO('MlpPolicy', env)", "10") + "other = SAC('MlpPolicy', env)\n", "train.py").Recipes,
        recipe => recipe.Dialect == "stable-baselines3");
}
