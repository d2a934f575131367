using System.Linq;
using TrainingLint.Configs.Tests.Dialects;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.KeyTables;

/// <summary>What follows for a document from the table of all keys of its framework.</summary>
public class TableKeysTests
{
    private const string Axolotl = """
        base_model: org/model-1b
        datasets:
          - path: org/data
            type: alpaca
        adapter: lora
        lora_r: 16
        lora_alpha: 32
        sequence_len: 2048
        micro_batch_size: 2
        num_epochs: 2
        optimizer: adamw_bnb_8bit
        lr_scheduler: cosine
        learning_rate: 2e-4

        """;

    [Fact]
    public void KeyOfNoTable_IsIgnoredAndSaidSo()
    {
        var found = Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Axolotl + "strange_thing: 1\n"));

        Assert.Equal(("strange_thing", "", false), (found.Written, found.Meant, found.IsRefused));
        Assert.StartsWith("axolotl 0.", found.Table, System.StringComparison.Ordinal);
    }

    [Fact]
    public void SlipOfAKeyThatNoRecipeNeeds_IsFound() =>
        Assert.Equal("wandb_project", Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Axolotl + "wandb_projct: a\n")).Meant);

    [Fact]
    public void SlipInAnElementOfAList_IsFound() =>
        Assert.Equal("datasets.0.chat_template",
            Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Axolotl.Replace("type: alpaca", "chat_tmplate: chatml")))
            .Key!.Replace("chat_tmplate", "chat_template"));

    [Theory]
    [InlineData("wandb_project: a")]
    [InlineData("special_tokens: {pad_token: x}")]
    [InlineData("plugins: [ours.Plugin]\nstrange_thing: 1")]
    [InlineData("liger_rope: true")]
    [InlineData("fsdp_config: {fsdp_offload_params: true, offload_params: true}")]
    [InlineData("strange_thing:")]
    [InlineData("model_config: {rope_theta: 1, of_any_name: 2}")]
    public void KnownKeysAndThoseOfPlugins_AreSilent(string line) =>
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>(Axolotl + line + "\n"));

    [Fact]
    public void RefusedOldKey_IsToldAndAnUnsetOneIsNot()
    {
        Assert.Contains("refuses it", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Axolotl + "s2_attention: true\n"))
            .Reason, System.StringComparison.Ordinal);
        Assert.Empty(ReadText.Observed<WithoutEffectObservation>(Axolotl + "s2_attention: false\n"));
    }

    // HRNet lib/config/default.py: EXTRA takes new keys, and yacs takes a section that the defaults lack as it is.
    [Theory]
    [InlineData("MODEL: {EXTRA: {STAGE1: {NUM_RANCHES: 1}}}", null)]
    [InlineData("MODEL: {NUM_CLASES: 10}", "NUM_CLASSES")]
    public void BelowAMappingThatTakesAnyKey_NothingIsASlip(string line, string? meant) => Assert.Equal(
        meant, ReadText.Observed<MisspeltKeyObservation>(
            "GPUS: (0,1)\nTRAIN: {OPTIMIZER: sgd, LR: 0.05, LR_STEP: [30, 60], END_EPOCH: 100, BATCH_SIZE_PER_GPU: 32, WD: 0.0001}\n" + line + "\n")
            .SingleOrDefault()?.Meant);

    [Theory]
    [InlineData("OURS: {A: 1}", null)]
    [InlineData("MODEL: {BACKBONE: {FREEZE_TA: 2}}", "FREEZE_AT")]
    [InlineData("MODEL: {OUR_HEAD: {NAME: x}}", null)]
    [InlineData("MODEL: {WEIGHT: catalog}", null)]
    public void WhereProjectsAddKeys_OnlySlipsAreFound(string line, string? meant) => Assert.Equal(
        meant, ReadText.Observed<MisspeltKeyObservation>("SOLVER: {BASE_LR: 0.01, IMS_PER_BATCH: 16, MAX_ITER: 90000}\n" + line + "\n")
            .SingleOrDefault()?.Meant);

    [Theory]
    [InlineData("SOLVER:\n  BASE_LR: 0.01\n  IMS_PER_BATCH: 16\n  CUDNN_BENCHMARK: true\nMODEL:\n  META_ARCHITECTURE: a\n", null)]
    [InlineData("SOLVER:\n  BASE_LR: 0.01\n  IMS_PER_BATCH: 16\n  LR_OF_OURS: 1\nMODEL:\n  META_ARCHITECTURE: a\n", null)]
    [InlineData("FILTER_EMPTY_ANNOTATIONS: true\nSOLVER:\n  BASE_LR: 0.01\n  IMS_PER_BATCH: 16\nDATALOADER: {NUM_WORKERS: 2}\n",
        "DATALOADER.FILTER_EMPTY_ANNOTATIONS")]
    [InlineData("FILTER_EMPTY_ANNOTATIONS: true\nSOLVER:\n  BASE_LR: 0.01\n  IMS_PER_BATCH: 16\n", null)]
    [InlineData("FILTER_EMPTY_ANNOTATIONS: true\nSOLVER:\n  BASE_LR: 0.01\n  IMS_PER_BATCH: 16\n"
        + "DATALOADER: {FILTER_EMPTY_ANNOTATIONS: true}\n", null)]
    public void KeyBesideItsSection_IsToldWhereItBelongs(string text, string? belongs) => Assert.Equal(
        belongs, ReadText.Observed<MisspeltKeyObservation>(text).SingleOrDefault()?.Belongs);

    [Fact]
    public void KeyThatOnlyOlderVersionsHave_IsANote()
    {
        var found = Assert.Single(ReadText.Observed<WithoutEffectObservation>(Axolotl + "relora_steps: 5\n"), one => one.Key == "relora_steps");

        Assert.StartsWith("the key is not in axolotl any more; 0.", found.Reason, System.StringComparison.Ordinal);
        Assert.Equal(Core.Findings.Severity.Info, found.Severity);
    }
}
