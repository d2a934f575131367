using System;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>The family of a model, where the name of its class or encoder gives it away.</summary>
internal static class ModelFamilies
{
    private static readonly string[] Transformers =
    [
        "former", "whisper", "wav2vec", "hubert", "wavlm", "roberta", "bert", "data2vec", "gpt", "llama", "vit", "self_att", "t5", "bart",
    ];

    private static readonly string[] Recurrents = ["lstm", "gru", "rnn", "crdnn", "ligru"];

    private static readonly string[] Pretrained = ["pretrained", "whisper", "wav2vec", "hubert", "wavlm", "huggingface", "xls_r", "xlsr", "mbart", "labse", "samu", "bert", "llama", "gpt"];

    /// <summary>transformer or recurrent; null where the name says neither.</summary>
    public static string? Of(string? name) =>
        name is null ? null
        : Array.Exists(Recurrents, word => Holds(name, word)) && !Holds(name, "former") ? "recurrent"
        : Array.Exists(Transformers, word => Holds(name, word)) ? "transformer"
        : null;

    /// <summary>True for the name of a model, or of what belongs to one, that people load with trained weights.</summary>
    public static bool IsPretrained(string name) => Array.Exists(Pretrained, word => Holds(name, word));

    /// <summary>Files a family, with the trait that goes with it.</summary>
    public static void Apply(RecipeBuilder draft, string? family, string from)
    {
        if (family is null)
        {
            return;
        }

        draft.Set(Facts.ModelFamily, Setting<string>.Derived(family, "from " + from));
        draft.Traits |= family == "transformer" ? RecipeTraits.Transformer : RecipeTraits.Recurrent;
    }

    private static bool Holds(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
