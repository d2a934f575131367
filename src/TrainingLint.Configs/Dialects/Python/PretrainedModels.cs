using System;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>Signs that a program trains a large known model. Without one it may as well fit a line or an image, where far larger rates are sound.</summary>
internal static class PretrainedModels
{
    private static readonly string[] Signs = ["from_pretrained", "torchvision.models", "models.resnet", "timm.create_model", "keras.applications", "TransformerEncoder", "nn.Transformer", "hub.KerasLayer"];

    // Prompts and prefixes are a few vectors, which are learned at rates of 0.03 and more (Lester et al. 2021, peft's examples).
    private static readonly string[] SmallParts = ["PromptTuningConfig", "PrefixTuningConfig", "PromptEncoderConfig"];

    /// <summary>True when the text names one, and trains more of it than a prompt.</summary>
    public static bool AreUsedIn(SourceFile file) => Has(file, Signs) && !Has(file, SmallParts);

    private static bool Has(SourceFile file, string[] signs) => Array.Exists(signs, sign => file.Text.IndexOf(sign, StringComparison.Ordinal) >= 0);
}
