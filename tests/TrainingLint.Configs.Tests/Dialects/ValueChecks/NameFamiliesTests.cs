using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class NameFamiliesTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("augmentations: {color_jitter: {prob: 80}}")]
    [InlineData("data: {frac_unique: 15}")]
    [InlineData("data: {memory_fraction: 90}")]
    [InlineData("method: {queue_size: -65536}")]
    [InlineData("task: {num_negatives: -256}")]
    [InlineData("method: {proj_output_dim: 0}")]
    [InlineData("ema: {decay: 1.5}")]
    [InlineData("policy: {log_std_bounds: [2, -5]}")]
    [InlineData("loss: {lambda_kd: -2}")]
    [InlineData("loss: {reconstruction_weight: -0.5}")]
    [InlineData("augmentations: {crop_min_scale: 2.0, crop_max_scale: 1.0}")]
    public void NumberThatItsNameRulesOut_IsSaid(string line) =>
        Assert.Equal(3, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + line + "\n")).Place.Line);

    [Theory]
    [InlineData("augmentations: {color_jitter: {prob: 0.8}}")]
    [InlineData("data: {num_samples: -1}")]
    [InlineData("model: {condition_dim: 0}")]
    [InlineData("loss: {lambda_entropy: -0.1, sample_weight: -2}")]
    [InlineData("model: {decay: 1.5}")]
    [InlineData("policy: {log_std_bounds: [-5, 2]}")]
    [InlineData("lr_range: [0.1, 0.001]")]
    [InlineData("loss: {min_log_prob: -20, action_log_probs: -2}")]
    [InlineData("model: {softmax_dim: -2, channel_dim: -3, select_layers: -2}")]
    [InlineData("data: {n_jobs: -2}")]
    [InlineData("data: {wiki_proportion: 3, code_fraction: 2.0}")]
    [InlineData("data: {lat_bounds: [90.0, -90.0]}")]
    public void NumberThatItsNameAllows_IsLeftAlone(string line) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + line + "\n"));
}
