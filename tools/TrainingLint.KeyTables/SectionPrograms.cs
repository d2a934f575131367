using System.Collections.Generic;
using System.Linq;
using TrainingLint.KeyTables.Extraction;

namespace TrainingLint.KeyTables;

/// <summary>Frameworks that declare one class for each section of a config, and programs that declare flags.</summary>
internal static class SectionPrograms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FrameworkRecipe> All { get; } =
    [
        // recipe/config.py; recipes extend the sections of models, datasets and trainers, but none that of the regime.
        new("fairseq2", "fairseq2", checkout => Sections(
            checkout, checkout.Files("src/fairseq2/recipe", "config.py"), ("model", "ModelSection"), ("dataset", "DatasetSection"),
            ("tokenizer", "TokenizerSection"), ("gang", "GangSection"), ("trainer", "TrainerSection"), ("optimizer", "OptimizerSection"),
            ("lr_scheduler", "LRSchedulerSection"), ("regime", "RegimeSection"), ("common", "CommonSection")))
        {
            CompleteAt = ["regime", "gang"],
            IsTyped = true,
        },

        // Each kind of problem has classes of its own; these are the ones that most share.
        new("h2o-llmstudio", "H2O LLM Studio", checkout => Sections(
            checkout, ["llm_studio/python_configs/text_causal_language_modeling_config.py"], ("dataset", "ConfigNLPCausalLMDataset"),
            ("training", "ConfigNLPCausalLMTraining"), ("tokenizer", "ConfigNLPCausalLMTokenizer"),
            ("architecture", "ConfigNLPCausalLMArchitecture"), ("augmentation", "ConfigNLPAugmentation"),
            ("prediction", "ConfigNLPCausalLMPrediction"), ("environment", "ConfigNLPCausalLMEnvironment"),
            ("logging", "ConfigNLPCausalLMLogging"))),

        // The flags of timm's own program; others extend them.
        new("timm-train", "timm", checkout => checkout.ArgumentKeys("train.py")),
    ];

    private static IEnumerable<DeclaredKey> Sections(
        Checkout checkout, IEnumerable<string> paths, params (string Name, string Class)[] sections)
    {
        string[] files = [.. paths];
        var classes = checkout.Classes(files);
        var keys = new ClassKeys(classes);
        return sections.Where(section => classes.ContainsKey(section.Class)).SelectMany(section =>
            keys.Of(section.Class, section.Name + ".").Prepend(new DeclaredKey(section.Name, "section") { Source = files[0] }));
    }
}
