using System.Globalization;
using System.Text.Json;
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests.Probing;

/// <summary>A recipe is tried on a small problem of its own kind, and the report names it.</summary>
public sealed class StandInTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("stand-in-tests-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("digits-cnn", "model:\n  backbone: resnet18\ndata:\n  image_size: 224\noptimizer:\n  name: sgd\n  lr: 0.1\n  momentum: 0.9\nepochs: 90\nbatch_size: 64")]
    [InlineData("ratings-mf", "learner: adam\nlearning_rate: 0.001\ntrain_batch_size: 2048\nepochs: 300\nstopping_step: 10\neval_args:\n  mode: full\nvalid_metric: MRR@10")]
    [InlineData("ratings-mf", "dataset: ml-1m\nnum_users: 6040\nnum_items: 3706\nembedding_dim: 64\noptimizer: adam\nlr: 0.001\nbatch_size: 1024\nepochs: 50")]
    [InlineData("grid-policy", "CartPole-v1:\n  n_timesteps: !!float 1e5\n  policy: 'MlpPolicy'\n  n_steps: 32\n  batch_size: 256\n  n_epochs: 20\n  gae_lambda: 0.8\n  gamma: 0.98\n  learning_rate: lin_0.001\n  clip_range: lin_0.2")]
    [InlineData("tiny-lm", "model:\n  vocab_size: 50257\n  tokenizer: gpt2\n  seq_len: 1024\noptimizer:\n  name: adamw\n  lr: 6e-4\nbatch_size: 64\nmax_steps: 1000")]
    [InlineData("digits-mlp", "optimizer:\n  name: adam\n  lr: 0.001\nbatch_size: 64\nepochs: 10")]

    // A user in a data set of images makes no recommender.
    [InlineData("digits-cnn", "data:\n  image_size: 32\n  user_id: 7\nmodel:\n  backbone: vit_small\noptimizer:\n  name: adam\n  lr: 0.001\nbatch_size: 64\nepochs: 10")]
    public void TheProblemIsOfTheRecipesKind(string problem, string recipe) => Assert.Equal(problem, Problem(recipe));

    /// <summary>These train their transformer before they begin.</summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("tiny-lm-tuning", "base_model: meta-llama/Llama-3.1-8B\nlearning_rate: 1e-5\noptimizer: adamw_torch\nmicro_batch_size: 2\nnum_epochs: 2\nsequence_len: 4096\ndatasets:\n  - path: a\n    type: alpaca")]
    [InlineData("tiny-lm-lora", "base_model: meta-llama/Llama-3.1-8B\nadapter: lora\nlora_r: 8\nlora_alpha: 16\nlearning_rate: 2e-4\noptimizer: adamw_torch\nmicro_batch_size: 2\nnum_epochs: 2\nsequence_len: 4096\ndatasets:\n  - path: a\n    type: alpaca")]
    [InlineData("tiny-lm-preference", "base_model: meta-llama/Llama-3.1-8B\nrl: dpo\nlearning_rate: 5e-7\noptimizer: adamw_torch\nmicro_batch_size: 2\nnum_epochs: 1\nsequence_len: 4096\ndatasets:\n  - path: a\n    type: chatml.intel")]
    public void LanguageModelsGoOnFromTrainedWeights(string problem, string recipe) => Assert.Equal(problem, Problem(recipe));

    private string Problem(string recipe)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "train.yaml"), recipe);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var io = new TerminalIo(Stream.Null, output, error, _directory.FullName, UseColor: false, Width: 120) { Clock = StandingClock.Instance };

        new CommandLine(io).Run(["probe", "--config", "train.yaml", "--steps", "1", "--measure", "none", "--format", "json"]);

        Assert.Equal("", error.ToString());
        return JsonDocument.Parse(output.ToString()).RootElement.GetProperty("problem").GetProperty("name").GetString()!;
    }
}
