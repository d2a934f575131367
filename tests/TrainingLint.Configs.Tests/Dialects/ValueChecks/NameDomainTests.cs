using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class NameDomainTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nepochs: 3\nbatch_size: 8\n";

    [Theory]
    [InlineData("loss: cros_entropy", "loss", "cross_entropy")]
    [InlineData("losses: [{types: [{type: CrossEntropyLos}]}]", "loss", "CrossEntropyLoss")]
    [InlineData("model: {activation: rleu}", "activation", "relu")]
    [InlineData("model: {init_type: xavier_unifrom}", "initialisation", "xavier_uniform")]
    [InlineData("adapter: loar", "adapter", "lora")]
    [InlineData("diffusion: {beta_schedule: liinear}", "noise schedule", "linear")]
    [InlineData("loss: margin_raanking", "loss", "margin_ranking")]
    [InlineData("lr_scheduler: {mode: cosnie}", "learning-rate schedule", "cosine")]
    [InlineData("trainer: {strategy: deepspeed_stage_2_ofload}", "strategy", "deepspeed_stage_2_offload")]
    [InlineData("model: {attn_implementation: flash_atention_2}", "attention", "flash_attention_2")]
    [InlineData("adv_estimator: gpro", "algorithm", "grpo")]
    [InlineData("model: {torch_dtype: bfloat61}", "precision", "bfloat16")]
    [InlineData("model: {dtype: bfolat16}", "precision", "bfloat16")]
    public void NameOneSlipAwayFromALibrarys_IsUnknown(string line, string what, string meant)
    {
        var observed = Assert.Single(ReadText.Observed<UnknownNameObservation>(Training + line + "\n"));
        Assert.Equal((what, meant, Severity.Warning), (observed.What, observed.Meant, observed.Severity));
    }

    [Theory]
    [InlineData("loss: my_loss")]
    [InlineData("loss: MPELoss")]
    [InlineData("model: {activation: relu6}")]
    [InlineData("model: {activation: none}")]
    [InlineData("model: {init_type: xavier}")]
    [InlineData("adapter: ${adapter}")]
    [InlineData("model: {attn_implementation: flash_attention_3}")]
    [InlineData("trainer: {strategy: ddp_find_unused_parameters_true}")]
    [InlineData("data: {name: rleu}")]
    public void NamesOfLibrariesAndOfOnesOwn_AreLeftAlone(string line) =>
        Assert.Empty(ReadText.Observed<UnknownNameObservation>(Training + line + "\n"));

    [Fact]
    public void NameOfAGroupOfParameters_IsItsPrograms() => Assert.DoesNotContain(
        ReadText.As("import torch\noptimizer = torch.optim.SGD([{'name': 'dino', 'params': model.parameters()}], lr=0.1, momentum=0.9)\n", "t.py").Observations,
        one => one is UnknownNameObservation);

    [Theory]
    [InlineData("use_amp: ture", "true")]
    [InlineData("use_amp: Flase", "False")]
    public void MisspeltFlag_IsUnknown(string line, string meant) =>
        Assert.Equal(meant, Assert.Single(ReadText.Observed<UnknownNameObservation>(Training + line + "\n")).Meant);

    [Theory]
    [InlineData("use_amp: \"False\"", true)]
    [InlineData("use_amp: \"True\"", false)]
    [InlineData("use_amp: False", false)]
    [InlineData("env: {wandb: \"False\"}", false)]
    [InlineData("WANDB_DISABLED: \"false\"", false)]
    public void FalseInQuotes_CountsAsTrue(string line, bool isText) =>
        Assert.Equal(isText, ReadText.Observed<WrongTypeObservation>(Training + line + "\n").Any(one => one.Wanted == "false without quotes"));
}
