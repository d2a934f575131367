using System;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>Signs that a program trains a large known model. Without one it may as well fit a line or an image, where far larger rates are sound.</summary>
internal static class PretrainedModels
{
    private static readonly string[] Signs = ["from_pretrained", "torchvision.models", "models.resnet", "timm.create_model", "keras.applications", "TransformerEncoder", "nn.Transformer", "hub.KerasLayer"];

    /// <summary>True when the text names one.</summary>
    public static bool AreUsedIn(SourceFile file) => Array.Exists(Signs, sign => file.Text.IndexOf(sign, StringComparison.Ordinal) >= 0);
}
