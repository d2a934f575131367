using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class RolloutShapesTests
{
    private const string Agent = "env_id: Ant-v4\nlearning_rate: 0.0003\nbatch_size: 64\n";

    [Theory]
    [InlineData("total_timesteps: 1000\nlearning_starts: 5000\n", "less than 1000")]
    [InlineData("learning_starts: 100\nbuffer_size: 32\n", "at least 64")]
    [InlineData("total_timesteps: 1000\nlearning_starts: 100\ntarget_update_interval: 2000\n", "less than 1000")]
    [InlineData("learning_starts: 100\ntrain_freq: 0\n", "at least 1")]
    [InlineData("learning_starts: 20000\nbuffer_size: 10000\n", "at most 10000")]
    [InlineData("sgd_minibatch_size: 128\ntrain_batch_size: 64\n", "at most 64")]
    [InlineData("learning_starts: 100\ngradient_steps: 0\n", "or -1")]
    [InlineData("learning_starts: 100\nexploration_fraction: 16\n", "from 0 to 1")]
    [InlineData("clip_coef: 0.2\nvf_coef: 0.5\nupdate_epochs: 0\n", "at least 1")]
    [InlineData("clip_coef: 0.2\nvf_coef: 0.5\nnum_steps: 128\nnum_envs: 8\nnum_minibatches: 3\n", "a divisor of the rollout of 1024")]
    [InlineData("clip_coef: 0.2\nvf_coef: 0.5\nnum_steps: 2048\nnum_envs: 8\ntotal_timesteps: 1000\n", "a rollout")]
    public void NumbersOfAnAgent_ThatDoNotFit_AreSaid(string lines, string wanted) =>
        Assert.Contains(wanted, ReadText.Observed<WrongTypeObservation>(Agent + lines).Single().Wanted, StringComparison.Ordinal);

    [Theory]
    [InlineData("total_timesteps: 100000\nlearning_starts: 5000\nbuffer_size: 10000\ntrain_freq: 4\ngradient_steps: -1\n")]
    [InlineData("clip_coef: 0.2\nvf_coef: 0.5\nnum_steps: 128\nnum_envs: 8\nnum_minibatches: 4\ntotal_timesteps: 100000\n")]
    [InlineData("learning_starts: 10000\nbuffer_size: 10000\n")]
    [InlineData("sgd_minibatch_size: 64\ntrain_batch_size: 64\n")]
    [InlineData("n_steps: 0\n")]
    public void NumbersOfAnAgent_ThatFit_AreLeftAlone(string lines) => Assert.Empty(ReadText.Observed<WrongTypeObservation>(Agent + lines));
}
