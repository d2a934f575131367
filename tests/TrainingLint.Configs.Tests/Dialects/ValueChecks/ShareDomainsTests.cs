using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class ShareDomainsTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("teacher: {momentum_teacher: 99.2}")]
    [InlineData("loss: {teacher_temp: 0}")]
    [InlineData("data: {flip_prob: 50}")]
    [InlineData("model: {mask_ratio: 75}")]
    [InlineData("data: {mlm_probability: -0.15}")]
    [InlineData("model: {attn_drop: 10}")]
    [InlineData("model: {attn_drop: 1.0}")]
    [InlineData("model: {drop_path: 1}")]
    [InlineData("train: {layerwise_decay: 9}")]
    [InlineData("loss: {c_kl: -1.0}")]
    [InlineData("model: {mlp_ratio: 0}")]
    [InlineData("model: {depth: 0, num_heads: 4}")]
    [InlineData("lora: {network_dim: 0}")]
    [InlineData("dpo: {beta: 0}")]
    [InlineData("lr_scheduler: {step_size: 0, gamma: 0.1}")]
    public void NumberOutsideOfItsDomain_IsSaid(string line) =>
        Assert.Equal(3, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + line + "\n")).Place.Line);

    [Theory]
    [InlineData("teacher: {momentum_teacher: 0.992}")]
    [InlineData("data: {flip_prob: 1}")]
    [InlineData("data: {mask_overlap: true, mask_ratio: 4}")]
    [InlineData("data: {noise_prob: -1}")]
    [InlineData("data: {problem: 7}")]
    [InlineData("model: {attn_drop: 0.0}")]
    [InlineData("train: {layerwise_decay: 0.75}")]
    [InlineData("grpo: {beta: 0, num_generations: 4}")]
    public void NumberInItsDomain_IsLeftAlone(string line) => Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + line + "\n"));
}
