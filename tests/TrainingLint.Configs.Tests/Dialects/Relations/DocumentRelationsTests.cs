using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Relations;

/// <summary>Settings of documents that do not go together, each beside a sound relative.</summary>
public class DocumentRelationsTests
{
    private const string Net = "learning_rate: 0.001\noptimizer: adam\nepochs: 50\nbatch_size: 32\n";

    private static string[] Found(string text, string name = "config.yaml") => [.. ReadText.As(text, name).Observations
        .Where(one => one is WrongTypeObservation or WithoutEffectObservation).Select(one => one.Key ?? "")];

    [Theory]
    [InlineData("n_mels: 40\nfreq_mask_param: 48\n", "freq_mask_param")]
    [InlineData("audio: {num_mel_bins: 40, num_ceps: 60}\n", "audio.num_ceps")]
    [InlineData("seq_len: 48\nlabel_len: 96\npred_len: 24\n", "label_len")]
    [InlineData("seq_len: 96\nenc_in: 7\nc_out: 1\nfeatures: M\n", "c_out")]
    [InlineData("seq_len: 12\npred_len: 96\npatch_len: 16\n", "patch_len")]
    [InlineData("num_layers: 2\nfan_out: [15, 10, 5]\n", "fan_out")]
    [InlineData("model: {modes: 64}\nresolution: 64\n", "model.modes")]
    [InlineData("client_num_in_total: 10\nclient_num_per_round: 100\n", "client_num_per_round")]
    [InlineData("epsilon_start: 1.0\nepsilon_end: 0.05\nepsilon_decay: 1.01\n", "epsilon_decay")]
    [InlineData("total_timesteps: 100000\nepsilon_decay_steps: 1000000\n", "epsilon_decay_steps")]
    [InlineData("tau: 0.995\ngamma: 0.99\nbuffer_size: 100000\n", "tau")]
    public void NumbersThatDoNotGoTogether_AreSaid(string lines, string key) => Assert.Contains(key, Found(Net + lines));

    [Theory]
    [InlineData("n_mels: 80\nfreq_mask_param: 27\n")]
    [InlineData("audio: {num_mel_bins: 80, num_ceps: 40}\n")]
    [InlineData("seq_len: 96\nlabel_len: 48\npred_len: 24\n")]
    [InlineData("seq_len: 96\nenc_in: 7\nc_out: 7\nfeatures: M\n")]
    [InlineData("seq_len: 336\npred_len: 96\npatch_len: 16\n")]
    [InlineData("num_layers: 3\nfan_out: [15, 10, 5]\n")]
    [InlineData("model: {modes: 16}\nresolution: 64\n")]
    [InlineData("client_num_in_total: 100\nclient_num_per_round: 10\n")]
    [InlineData("epsilon_start: 1.0\nepsilon_end: 0.05\nepsilon_decay: 0.995\n")]
    [InlineData("total_timesteps: 1000000\nepsilon_decay_steps: 100000\n")]
    [InlineData("tau: 0.005\ngamma: 0.99\nbuffer_size: 100000\n")]
    public void NumbersThatGoTogether_AreLeftAlone(string lines) => Assert.Empty(Found(Net + lines));

    private const string Rec = "model: BPR\ndataset: ml-100k\nepochs: 300\ntrain_batch_size: 2048\nlearner: adam\nlearning_rate: 0.001\neval_step: 1\n"
        + "stopping_step: 10\neval_args: {mode: full, order: RO, group_by: user}\n";

    [Theory]
    [InlineData("metrics: [Recall, AUC]\ntopk: [10]\nvalid_metric: Recall@10\n", "metrics")]
    [InlineData("metrics: [Recall, MRR]\ntopk: [10, 20]\nvalid_metric: MRR@5\n", "valid_metric")]
    [InlineData("metrics: [Recall, MRR]\ntopk: 10\nvalid_metric: NDCG@10\n", "valid_metric")]
    [InlineData("metrics: [Recall, MRR]\ntopk: [10, 20]\nvalid_metric: MRR@20\n", null)]
    [InlineData("metrics: [AUC, LogLoss]\nvalid_metric: AUC\n", null)]
    public void MetricsOfRecBole(string lines, string? key)
    {
        if (key is null)
        {
            Assert.Empty(Found(Rec + lines));
        }
        else
        {
            Assert.Contains(key, Found(Rec + lines));
        }
    }

    [Theory]
    [InlineData("fairseq-train d --arch transformer --lr 5e-4 --max-update 9000 --best-checkpoint-metric bleu --eval-bleu\n", 1)]
    [InlineData("fairseq-train d --arch transformer --lr 5e-4 --max-update 9000 --criterion cross_entropy --label-smoothing 0.1\n", 1)]
    [InlineData("fairseq-train d --arch transformer --lr 5e-4 --max-update 9000 --best-checkpoint-metric loss\n", 0)]
    [InlineData("fairseq-train d --arch transformer --lr 5e-4 --max-update 9000 --best-checkpoint-metric bleu --eval-bleu $EXTRA_ARGS\n", 0)]
    [InlineData("fairseq-train d --arch transformer --lr 5e-4 --max-update 9000 --best-checkpoint-metric bleu --eval-bleu --maximize-best-checkpoint-metric\n", 0)]
    public void CommandsOfFairseq(string command, int count) => Assert.Equal(count, Found(command, "train.sh").Length);

    [Theory]
    [InlineData("./fasttext supervised -input a.txt -output m -epoch 25 -lr 0.5 -pretrainedVectors wiki.300d.vec\n", 1)]
    [InlineData("./fasttext supervised -input a.txt -output m -epoch 25 -lr 0.5 -dim 300 -pretrainedVectors wiki.300d.vec\n", 0)]
    public void CommandsOfFastText(string command, int count) => Assert.Equal(count, Found(command, "train.sh").Length);

    [Theory]
    [InlineData("env = make_vec_env('C-v1', n_envs=16)\ncb = EvalCallback(env2, eval_freq=100000)\n", 1)]
    [InlineData("env = make_vec_env('C-v1', n_envs=16)\ncb = EvalCallback(env2, eval_freq=5000)\n", 0)]
    [InlineData("env = make_vec_env('C-v1', n_envs=16)\ncb = EvalCallback(env2, eval_freq=max(100000 // n, 1))\n", 0)]
    [InlineData("cb = CheckpointCallback(save_freq=2000000, save_path='x')\n", 1)]
    public void IntervalsOfCallbacks(string lines, int count) => Assert.Equal(count, Found(
        "from stable_baselines3 import PPO\nfrom stable_baselines3.common.env_util import make_vec_env\n"
        + "from stable_baselines3.common.callbacks import EvalCallback, CheckpointCallback\n" + lines
        + "m = PPO('MlpPolicy', env, n_steps=128, batch_size=128)\nm.learn(total_timesteps=1_000_000, callback=cb)\n", "train.py").Length);
}
