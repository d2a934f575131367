using System;
using TrainingLint.Configs.Reading;
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
        : Array.Exists(Transformers, word => Holds(name, word)) ? RecipeModels.Transformer
        : null;

    /// <summary>True for the name of a model, or of what belongs to one, that people load with trained weights.</summary>
    public static bool IsPretrained(string name) => Array.Exists(Pretrained, word => Holds(name, word));

    /// <summary>Files a family, and that it is recurrent where it is.</summary>
    public static void Apply(RecipeBuilder draft, string? family, string from)
    {
        if (family is null)
        {
            return;
        }

        draft.Infer(Facts.ModelFamily, family, from).Infer(Facts.Recurrent, family != RecipeModels.Transformer, from);
    }

    /// <summary>Files the family of a backbone that sees pictures: where it is no transformer, it convolves and normalizes over the batch.</summary>
    public static void ApplyBackbone(RecipeBuilder draft, bool isTransformer, string from)
    {
        draft.Infer(Facts.ModelFamily, isTransformer ? RecipeModels.Transformer : RecipeModels.ConvolutionalNetwork, from);
        if (!isTransformer)
        {
            draft.Infer(Facts.BatchNormalization, true, from);
        }
    }

    /// <summary>Files where a transformer normalizes; another model says nothing of it.</summary>
    public static void ApplyPreNormalization(RecipeBuilder draft, bool isFirst, string from)
    {
        if (draft.Get(Facts.ModelFamily).Is(RecipeModels.Transformer))
        {
            draft.Infer(Facts.PreNormalization, isFirst, from);
        }
    }

    private static bool Holds(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
