using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public class KnownModelsTests
{
    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B", ModelKind.LanguageModel, 8e9)]
    [InlineData("Qwen/Qwen2.5-0.5B-Instruct", ModelKind.LanguageModel, 5e8)]
    [InlineData("torchtune.models.llama3_1.lora_llama3_1_8b", ModelKind.LanguageModel, 8e9)]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", ModelKind.LanguageModel, 5.6e10)]
    [InlineData("Qwen/Qwen3-30B-A3B", ModelKind.LanguageModel, 3e10)]
    [InlineData("facebook/opt-125m", ModelKind.LanguageModel, 1.25e8)]
    [InlineData("google-bert/bert-base-uncased", ModelKind.TextEncoder, 1.1e8)]
    [InlineData("FacebookAI/xlm-roberta-large", ModelKind.TextEncoder, 5.6e8)]
    [InlineData("google/flan-t5-xl", ModelKind.TextToText, 3e9)]
    [InlineData("vit_large_patch16_224", ModelKind.Vision, 3.04e8)]
    [InlineData("black-forest-labs/FLUX.1-dev", ModelKind.Diffusion, 1.2e10)]
    [InlineData("facebook/wav2vec2-xls-r-300m", ModelKind.Speech, 3e8)]
    public void Names_TellKindAndSize(string name, ModelKind kind, double parameters) =>
        Assert.Equal(new KnownModel(kind, parameters), KnownModels.Find(name));

    [Theory]
    [InlineData("my-model")]
    [InlineData("checkpoints/epoch_8")]
    [InlineData("unsloth/bnb-4bit")]
    [InlineData("robert")]
    [InlineData("z-lab/Qwen3-4B-DFlash-b16")]
    [InlineData("")]
    public void OtherNames_TellNothing(string name) => Assert.Null(KnownModels.Find(name));
}
