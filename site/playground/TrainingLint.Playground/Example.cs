using System.Collections.Generic;
using System.IO;

namespace TrainingLint.Playground;

/// <summary>A text to begin with.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Kind">What sort of file it is.</param>
/// <param name="Resource">Name of the resource that holds it.</param>
internal sealed record Example(string Label, FileKind Kind, string Resource)
{
    /// <summary>All of them; the page begins with the first.</summary>
    public static IReadOnlyList<Example> All { get; } =
    [
        new("a detector that diverges", FileKind.Of("config.yaml"), "detector.yaml"),
        new("a command line", FileKind.Of("train.sh"), "finetune.sh"),
        new("a sound config", FileKind.Of("config.yaml"), "sound.yaml"),
    ];

    /// <summary>The text.</summary>
    public string Text
    {
        get
        {
            using var reader = new StreamReader(typeof(Example).Assembly.GetManifestResourceStream(Resource)!);
            return reader.ReadToEnd();
        }
    }
}
