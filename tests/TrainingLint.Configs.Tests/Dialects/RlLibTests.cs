using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

public class RlLibTests
{
    private static string Experiment(string run, string config) =>
        $"own-env:\n  env: Own-v0\n  run: {run}\n  stop: {{timesteps_total: 500000}}\n  config: {{num_workers: 2, {config}}}\n";

    [Fact]
    public void Experiment_IsReadUnderItsName()
    {
        var recipe = ReadText.Recipe(
            Experiment("PPO", "lr: 0.0003, train_batch_size: 8000, sgd_minibatch_size: 256, lambda: 0.95, grad_clip: 10"));

        Assert.Equal(("rllib", "own-env", Regime.OnPolicyReinforcement), (recipe.Dialect, recipe.Name, recipe.Regime));
        Assert.Equal("Adam", recipe.Get(Facts.Optimizer).Or(""));
        Assert.Equal(
            (3e-4, 256.0, 8000.0, 0.95, 0.3, 500_000.0),
            (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.BatchSize).Or(0), recipe.Get(Facts.BufferSize).Or(0),
                recipe.Get(Facts.GaeLambda).Or(0), recipe.Get(Facts.ClipRange).Or(0), recipe.Get(Facts.MaxSteps).Or(0)));
    }

    [Theory]
    [InlineData("PPO", "num_gpus: 1", "Adam", 5e-5)]
    [InlineData("IMPALA", "num_gpus: 1", "Adam", 5e-4)]
    [InlineData("IMPALA", "opt_type: rmsprop", "RMSprop", 5e-4)]
    [InlineData("A2C", "num_gpus: 1", "Adam", 1e-4)]
    [InlineData("SAC", "optimization: {actor_learning_rate: 0.0001, critic_learning_rate: 0.001}", "Adam", 1e-4)]
    [InlineData("DQN", "double_q: true", "Adam", 5e-4)]
    public void Defaults_AreThoseOfTheAlgorithm(string run, string config, string optimizer, double rate)
    {
        var recipe = ReadText.Recipe(Experiment(run, config));
        Assert.Equal((optimizer, rate), (recipe.Get(Facts.Optimizer).Or(""), recipe.Get(Facts.LearningRate).Or(0)));
    }

    [Fact]
    public void AlgorithmOfAProject_HasNoKnownDefaults()
    {
        var recipe = ReadText.Recipe(Experiment("OwnTrainer", "train_batch_size: 100, rollout_fragment_length: 10"));
        Assert.False(recipe.Get(Facts.LearningRate).HasValue);
        Assert.False(recipe.Get(Facts.Optimizer).HasValue);
    }

    [Theory]
    [InlineData("lr_schedule: [[0, 0.001], [100000, 0.00001]]")]
    [InlineData("lr: [[0, 0.001], [100000, 0.00001]]")]
    public void ScheduleOfPairs_GivesPeakAndEnd(string config)
    {
        var recipe = ReadText.Recipe(Experiment("PPO", config));
        Assert.Equal((1e-3, 1e-5), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.FinalLearningRate).Or(0)));
    }

    [Fact]
    public void GridSearch_LeavesTheRateOpen() =>
        Assert.False(ReadText.Recipe(Experiment("PPO", "lr: {grid_search: [0.001, 0.0001]}")).Get(Facts.LearningRate).HasValue);

    [Fact]
    public void SeveralExperiments_AreSeveralRecipes() =>
        Assert.Equal(2, ReadText.As(Experiment("PPO", "lr: 0.001") + "other" + Experiment("DQN", "lr: 0.001")).Recipes.Count);

    [Fact]
    public void ConfigOfARunAlone_IsRecognisedByWhatOnlyRlLibHas()
    {
        const string Text = "env: Own-v0\nnum_workers: 4\nrollout_fragment_length: 100\ntrain_batch_size: 4000\n"
            + "sgd_minibatch_size: 128\nvf_clip_param: 10.0\nlr: 0.0001\nbatch_mode: truncate_episodes\n";
        var recipe = ReadText.Recipe(Text);
        Assert.Equal(("rllib", 1e-4, 128.0), (recipe.Dialect, recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.BatchSize).Or(0)));
    }

    [Theory]
    [InlineData("train_batch_size: 800, num_gpus_per_worker: 0, use_gae: true")]
    [InlineData("simple_optimizer: false, multiagent: {policies: {}}, lr: 0.0005")]
    public void ParametersOfATrial_AreRecognised(string rest) => Assert.Equal("rllib", ReadText.As(
        "{env: own, framework: torch, num_workers: 10, num_gpus: 1, model: {custom_model: own}, lr: 0.0005, " + rest + "}", "params.json").Dialect);

    [Theory]
    [InlineData("env: own\nframework: torch\nnum_workers: 4\nnum_gpus: 1\nmodel: {layers: 2}\nlr: 0.001\nbatch_mode: whole\n")]
    [InlineData("job:\n  run: make\n  config: {lr: 0.001}\n")]
    [InlineData("train_batch_size: 32\nlr: 0.001\nmodel: {layers: 2}\nseed: 1\n")]
    public void Strangers_AreNotClaimed(string text) => Assert.NotEqual("rllib", ReadText.As(text).Dialect);

    [Theory]
    [InlineData("config = (PPOConfig().environment('Own-v0').env_runners(num_env_runners=2)\n    .")]
    [InlineData("config = PPOConfig()\nconfig.environment('Own-v0')\n(config.")]
    public void MethodsOfTheConfig_AreReadLikeAFile(string before)
    {
        var program = before + "training(lr=3e-4, train_batch_size=4000, minibatch_size=256))\n";
        var recipe = ReadText.Recipe("from ray.rllib.algorithms.ppo import PPOConfig\n" + program, "train.py");
        Assert.Equal(
            ("rllib", "Adam", 3e-4, 256.0, 4000.0),
            (recipe.Dialect, recipe.Get(Facts.Optimizer).Or(""), recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.BatchSize).Or(0),
                recipe.Get(Facts.BufferSize).Or(0)));
    }

    [Theory]
    [InlineData("from ray.rllib.algorithms.ppo import PPOConfig\nconfig = PPOConfig().training(**settings)\n")]
    [InlineData("from ray.rllib.algorithms.ppo import PPOConfig\na = PPOConfig().training(lr=1e-3)\nb = PPOConfig().training(lr=1e-4)\n")]
    [InlineData("class PPOConfig:\n    pass\nconfig = PPOConfig().training(lr=1e-3)\n")]
    public void WhatTheProgramLeavesOpen_IsNotRead(string program) =>
        Assert.DoesNotContain(ReadText.As(program, "train.py").Recipes, recipe => recipe.Dialect == "rllib");
}
