using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Gradients;

namespace TrainingLint.Core.Tests.Rules.Gradients;

public class HalfPrecisionUnfitTests : RecipeRuleTests<HalfPrecisionUnfit>
{
    [Theory]
    [InlineData("google/flan-t5-xl")]
    [InlineData("google/gemma-2-9b-it")]
    [InlineData("models/hunyuan_720_cfgdistill_fp8_e4m3fn.safetensors")]
    public void ModelsOfBfloat16InHalfPrecision_Warn(string name) =>
        Fires(Run(name, "fp16"), Severity.Warning, name, "overflows in float16");

    [Theory]
    [InlineData("16-mixed")]
    [InlineData("16-true")]
    [InlineData("amp_fp16")]
    public void HalfPrecision_HasManyNames(string precision) =>
        Fires(Run("google/flan-t5-xl", precision), Severity.Warning, "overflows in float16");

    [Theory]
    [InlineData("flux1-dev.safetensors")]
    [InlineData("black-forest-labs/FLUX.1-dev")]
    [InlineData("Qwen/Qwen2-1.5B")]
    [InlineData("Qwen/Qwen2.5-7B-Instruct")]
    [InlineData("baichuan-inc/Baichuan2-13B-Chat")]
    public void ModelsThatSomeSawOverflow_AreNoted(string name) => Fires(Run(name, "fp16"), Severity.Info, name, "0 or no number");

    [Theory]
    [InlineData("Qwen/Qwen2-1.5B", "bf16")]
    [InlineData("Qwen/Qwen-7B", "fp16")]
    [InlineData("google/flan-t5-xl", "bf16")]
    [InlineData("bert-base-uncased", "fp16")]
    [InlineData("BAAI/bge-multilingual-gemma2", "fp16")]
    [InlineData("meta-llama/Llama-2-7b-hf", "fp16")]
    public void OtherPrecisionsAndModels_AreSilent(string name, string precision) => IsSilent(Run(name, precision));

    private static RecipeFactory Run(string name, string precision) => A.Recipe().With(Facts.ModelName, name)
        .With(Facts.Precision, precision);
}
