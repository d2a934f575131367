using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// Which model a recipe trains and how large it is: from the name under the keys that frameworks have for it, or from width and depth.
/// Sound rates depend on it, whatever the framework.
/// </summary>
internal static class ModelIdentity
{
    // The words under which people name what is trained; earlier ones say it more surely.
    private static readonly string[] Names =
    [
        "model_name_or_path", "pretrained_model_name_or_path", "base_model", "name_or_path", "model_name", "pretrained_model",
            "model_path", "model_id", "dit", "meta_architecture",
        "checkpoint_dir", "model", "pretrained", "backbone", "arch", "encoder", "_component_", "init_from", "restore_from_path",
            "ckpt_path", "transformer_path",
    ];

    // Below these stands another model than the one that is trained.
    private static readonly string[] OthersModels =
    [
        "ref", "reference", "reward", "teacher", "draft", "judge", "critic", "tokenizer", "vae", "eval", "evaluation", "generation",
            "vllm", "text_encoder", "loss", "discriminator", "ema",
    ];

    private static readonly string[] ModelSections = ["model", "network", "backbone", "encoder", "policy", "actor", "checkpointer",
        "transformer", "arch", "pretrained"];
    private static readonly string[] DiffusionDialects = ["kohya", "sd-scripts", "diffusers", "diffusion-pipe", "ai-toolkit",
        "simpletuner", "musubi-tuner"];
    private static readonly string[] Widths = ["hidden_size", "d_model", "n_embd", "embed_dim", "embedding_dim", "dim", "d_hidden"];
    private static readonly string[] Depths = ["num_hidden_layers", "n_layers", "num_layers", "n_layer", "depth", "num_layer"];

    // Signs that not all weights of a named checkpoint are trained, or not from that checkpoint.
    private static readonly string[] PartOrScratch =
    [
        "lora", "adapter", "peft", "freeze", "frozen", "prompt", "prefix", "probe", "scratch", "pretrain", "random_init", "distill", "mlm",
            "soft", "teacher", "feature", "fix", "requires_grad", "trainable",
    ];

    /// <summary>The recipes with the model that each trains, where the file names one.</summary>
    public static IReadOnlyList<Recipe> Complete(ConfigView config, IReadOnlyList<Recipe> read)
    {
        if (read.Count == 0)
        {
            return read;
        }

        var recipes = AdapterMethods.AreNamedIn(config.Root) ? [.. read.Select(AdapterMethods.OfFewWeights)] : read;
        var leaves = LeafCollector.Collect(config.Root, MaySayModel);
        if ((Named(leaves) ?? BySizes(leaves)) is not { } model)
        {
            return Array.Exists(DiffusionDialects, name => name == recipes[0].Dialect) ? [.. recipes.Select(AsDiffusion)] : recipes;
        }

        var startsFromIt = recipes.Count == 1 && IsCheckpoint(model) && !SpeaksOfParts(config.Root);
        return [.. recipes.Select(recipe => With(recipe, config, model, startsFromIt))];
    }

    private static Recipe With(Recipe recipe, ConfigView config, Found model, bool startsFromIt)
    {
        var draft = new RecipeBuilder(recipe);
        if (model.Leaf.Entry.Value is ScalarNode name && model.Known.Kind != ModelKind.Unknown)
        {
            draft.Set(Facts.ModelName, Setting<string>.Written(name.Text, name.Text, model.Leaf.Path, name.Place,
                ReferenceEquals(name.Source, config.File) ? Origin.File : Origin.Inherited));
        }

        if (model.Known.Parameters is { } parameters)
        {
            draft.Set(Facts.ModelParameters, Setting<double>.Derived(parameters, model.How, recipe.Get(Facts.ModelName)));
        }

        if (startsFromIt && recipe.Regime == Regime.Unknown && recipe.ParameterGroups.Count == 0)
        {
            draft.Regime = Regime.FineTuning;
        }

        if (model.Known.Kind == ModelKind.Diffusion || Array.Exists(DiffusionDialects, name => name == recipe.Dialect))
        {
            draft.Infer(Facts.Diffusion, true, "the model");
        }

        return draft.Build();
    }

    private static Recipe AsDiffusion(Recipe recipe)
    {
        var draft = new RecipeBuilder(recipe);
        draft.Infer(Facts.Diffusion, true, "the model");
        return draft.Build();
    }

    private static Found? Named(IReadOnlyList<Leaf> leaves) => leaves
        .Select(leaf => (Leaf: leaf, Rank: Array.IndexOf(Names, IsNameIn(leaf) ? "model" : leaf.Word)))
        .Where(leaf => leaf.Rank >= 0 && !IsAnothers(leaf.Leaf) && leaf.Leaf.Entry.Value is ScalarNode { Text.Length: > 1 })
        .OrderBy(leaf => leaf.Rank).ThenBy(leaf => leaf.Leaf.Segments.Count)
        .Select(leaf => KnownModels.Find(((ScalarNode)leaf.Leaf.Entry.Value).Text) is { } known
            ? new Found(leaf.Leaf, known, "from the model's name") : null)
        .FirstOrDefault(found => found is not null);

    // model: {type: llama} and model: {name: vit_base}
    private static bool IsNameIn(Leaf leaf) => leaf.Word is "name" or "type" or "path" or "size"
        && Array.IndexOf(ModelSections, leaf.ParentWord) >= 0;

    // A stack of blocks has about twelve times the square of its width in each (Kaplan et al. 2020, arXiv:2001.08361, section 2.1).
    private static Found? BySizes(IReadOnlyList<Leaf> leaves)
    {
        foreach (var width in leaves.Where(leaf => Array.IndexOf(Widths, leaf.Word) >= 0 && !IsAnothers(leaf)))
        {
            var depth = leaves.FirstOrDefault(leaf => Array.IndexOf(Depths, leaf.Word) >= 0 && leaf.ParentPath == width.ParentPath);
            if (depth is not null && Whole(width) is > 15 and < 100_000 and var w && Whole(depth) is > 0 and < 1000 and var d)
            {
                return new(width, new(ModelKind.Unknown, 12 * d * w * w),
                    FormattableString.Invariant($"12 x {d} layers x width {w} squared"));
            }
        }

        return null;
    }

    private static double? Whole(Leaf leaf) => leaf.Entry.Value is ScalarNode scalar
        && scalar.Read(ScalarSchema.Json) is { IsNumber: true } value ? value.Number : null;

    private static bool IsAnothers(Leaf leaf) => leaf.Segments.Any(segment =>
    {
        var words = KeyWords.Split(KeyWords.Normalize(segment));
        return Array.Exists(OthersModels, other => words.Contains(other)) || KeyWords.Normalize(segment).Contains("text_encoder");
    });

    // A name as hubs write it belongs to weights; a size or an architecture alone may start at random.
    private static bool IsCheckpoint(Found model) =>
        model.Known.Kind is ModelKind.TextEncoder or ModelKind.Speech && model.Leaf.Entry.Value is ScalarNode { Text: { } name }
        && (name.IndexOf("cased", StringComparison.OrdinalIgnoreCase) >= 0
            || (name.IndexOf('/') > 0 && name.IndexOf('/') == name.LastIndexOf('/')) || model.Leaf.Word is "pretrained_model_name_or_path"
            or "model_name_or_path");

    private static bool SpeaksOfParts(MappingNode root) => LeafCollector.Collect(root).Any(leaf =>
        leaf.Segments.Any(Speaks) || AdapterMethods.Speak([leaf.Word]) || (leaf.Entry.Value is ScalarNode { Text.Length: < 60 } value
            && !Array.Exists(Names, name => name == leaf.Word) && Speaks(value.Text)));

    private static bool Speaks(string text) => Array.Exists(PartOrScratch, word =>
        text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0
        && text.IndexOf("pretrained", StringComparison.OrdinalIgnoreCase) < 0);

    private static bool MaySayModel(string key)
    {
        var word = KeyWords.Normalize(key);
        return Array.IndexOf(Names, word) >= 0 || Array.IndexOf(Widths, word) >= 0 || Array.IndexOf(Depths, word) >= 0 || word is "name"
            or "type" or "path" or "size";
    }

    private sealed record Found(Leaf Leaf, KnownModel Known, string How);
}
