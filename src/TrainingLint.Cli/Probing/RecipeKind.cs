using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.StandIns;

namespace TrainingLint.Cli.Probing;

/// <summary>What kind of training a config is about: by its recipe's regime, the framework that it is written for, and the words in it.</summary>
internal static class RecipeKind
{
    /// <summary>A config beyond this many characters is judged by its beginning.</summary>
    private const int LongestText = 200_000;

    /// <summary>Dialects of frameworks that train language models alone.</summary>
    private static readonly HashSet<string> LanguageDialects = new(StringComparer.Ordinal)
    {
        "axolotl", "llama-factory", "llama-factory-v1", "torchtune", "open-instruct", "litgpt", "llm-foundry", "trl", "trlx", "verl", "olmo", "nanotron", "prime-rl",
        "gpt-neox", "maxtext", "megatron-bridge", "mlx-lm", "ms-swift", "nemo-automodel", "nemo-rl", "unsloth", "nanogpt", "opennmt-py", "joeynmt", "torchtitan",
    };

    /// <summary>Dialects of frameworks that train on images, videos or scenes alone.</summary>
    private static readonly HashSet<string> VisionDialects = new(StringComparer.Ordinal)
    {
        "paddleclas", "paddledetection", "paddleseg", "detectron2", "pycls", "swin", "vissl", "slowfast", "hrnet", "openpcdet", "ultralytics", "rt-detr", "anomalib",
        "basicsr", "openmmlab", "latent-diffusion", "kohya", "k-diffusion", "simpletuner", "ai-toolkit", "diffusion-pipe", "mindyolo", "albef",
    };

    /// <summary>Dialects of frameworks that train recommenders alone.</summary>
    private static readonly HashSet<string> RecommenderDialects = new(StringComparer.Ordinal) { "recbole" };

    private static readonly string[] LanguageWords =
    [
        "tokenizer", "causal_lm", "causallm", "llama", "gpt", "qwen", "mistral", "gemma", "vocab", "perplexity", "max_seq_length", "seq_len", "sequence_len", "num_train_tokens", "instruct", "chat_template", "prompt",
    ];

    private static readonly string[] VisionWords =
    [
        "image", "img_size", "imagenet", "cifar", "coco", "resnet", "convnext", "vit_", "yolo", "crop", "horizontal_flip", "random_flip", "backbone", "segmentation", "detection", "pixel", "video", "frames",
    ];

    private static readonly string[] RecommenderWords =
    [
        "recommend", "n_users", "n_items", "num_users", "num_items", "user_id", "item_id", "user_num", "item_num", "movielens", "ml-1m", "ml-100k", "ndcg", "recall@", "neg_sampl", "num_negatives",
    ];

    /// <summary>The kind of a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="path">Its file, whose words are counted.</param>
    public static StandInKind Of(Recipe recipe, string path)
    {
        var dialect = recipe.Dialect;
        var isNamed = LanguageDialects.Contains(dialect) || VisionDialects.Contains(dialect) || RecommenderDialects.Contains(dialect);
        var text = isNamed ? "" : Text(path);
        var (language, vision) = (Count(LanguageWords, text), Count(VisionWords, text));
        var recommender = Count(RecommenderWords, text);
        return StandInChoice.KindOf(
            recipe.Regime,
            isLanguage: LanguageDialects.Contains(dialect) || language > vision,
            isVision: VisionDialects.Contains(dialect) || (vision > language && vision > 1),
            isRecommender: RecommenderDialects.Contains(dialect) || (recommender > 1 && recommender > Math.Max(language, vision)));
    }

    private static int Count(string[] words, string text) => words.Count(word => text.Contains(word, StringComparison.Ordinal));

    private static string Text(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[LongestText];
            return new string(buffer, 0, reader.ReadBlock(buffer)).ToLowerInvariant();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // It was read a moment ago for its recipe; without its words, the kind is told by the rest.
            return "";
        }
    }
}
