using System;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Signs that a program trains a large known model. Without one it may as well fit a line or an image, where far larger rates are sound.
/// </summary>
internal static class PretrainedModels
{
    private static readonly string[] Signs =
        ["from_pretrained", "torchvision.models", "models.resnet", "create_model(\"", "create_model('", "timm.create_model",
            "keras.applications", "TransformerEncoder", "nn.Transformer", "hub.KerasLayer"];

    private static readonly Regex Created = new(
        @"create_model\(\s*['""]([\w.]{1,60})['""]\s*,([^)\n]{0,120})\)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static readonly Regex Attending = new(@"^(?:vit|deit|deit3|swin|beit|xcit|cait)", RegexOptions.CultureInvariant);

    /// <summary>True when the text names one.</summary>
    public static bool AreUsedIn(SourceFile file) => AreUsedIn(file.Text);

    /// <summary>True when the text names one.</summary>
    public static bool AreUsedIn(string text) => Array.Exists(Signs, sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0);

    /// <summary>True when the one model of timm that a program creates is told to start at random.</summary>
    public static bool StartAtRandom(string text) => Created.Matches(text) is { Count: 1 } made
        && made[0].Groups[2].Value.Replace(" ", "").IndexOf("pretrained=False", StringComparison.Ordinal) >= 0
        && text.IndexOf("load_state_dict", StringComparison.Ordinal) < 0;

    /// <summary>True when that model is a transformer.</summary>
    public static bool AreTransformers(string text) =>
        Created.Match(text) is { Success: true } made && Attending.IsMatch(made.Groups[1].Value);
}
