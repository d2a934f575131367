using System;
using System.Linq;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>Sections in which a word of the optimizer means something else: a word means what its section says.</summary>
internal static class ForeignSections
{
    // A momentum of normalisation, of a queue or of a teacher; a decay of an average; a warmup of a penalty or of physics.
    private static readonly string[] Always =
        ["ema", "norm", "bn", "teacher", "target", "physics", "queue", "moco", "loss", "losses", "criterion", "noise", "diffusion", "kl", "sampler", "replay", "buffer", "env", "simulator", "sim", "optical", "solver_physics", "plotting", "visualization"];

    // Inside of a model only where the rate stands there as well.
    private static readonly string[] Models = ["model", "network", "net", "backbone", "encoder", "decoder", "head", "arch"];

    private static readonly string[] Pictures = ["sampler", "preview", "prompt", "prompts", "demo", "image", "visual", "plot", "split"];

    // A decay there is that of an average of gradients, statistics or codes, not of the weights (audiocraft's loss balancer).
    private static readonly string[] OtherAverages =
        ["balancer", "quantizer", "vq", "codebook", "norm", "normalizer", "bn", "loss", "losses", "stats", "statistics", "reward"];

    private static readonly SettingKey[] OfOptimizer =
        [Facts.Momentum, Facts.Beta1, Facts.Beta2, Facts.WeightDecay, Facts.WarmupSteps, Facts.WarmupEpochs, Facts.WarmupRatio,
            Facts.WarmupStartLearningRate, Facts.FinalLearningRate];

    /// <summary>True when a section between the document's root and the value gives the word another meaning.</summary>
    /// <param name="key">The setting that the word would be.</param>
    /// <param name="leaf">The value.</param>
    /// <param name="main">The rate of the recipe.</param>
    public static bool Own(SettingKey key, Leaf leaf, Leaf? main)
    {
        var sections = leaf.Segments.Take(leaf.Segments.Count - 1).Select(KeyWords.Normalize).ToArray();
        if (ReferenceEquals(key, Facts.Seed))
        {
            return sections.Any(section => Pictures.Contains(section, StringComparer.Ordinal));
        }

        if (ReferenceEquals(key, Facts.EmaDecay))
        {
            return sections.Any(section => KeyWords.Split(section).Any(word => OtherAverages.Contains(word, StringComparer.Ordinal)));
        }

        // ALBEF's schedular counts its warmup in blocks of 100 iterations (Pretrain.py, step_size = 100).
        if (ReferenceEquals(key, Facts.WarmupEpochs) && sections.Contains("schedular"))
        {
            return true;
        }

        if (!OfOptimizer.Contains(key) || (main is not null && leaf.ParentPath == main.ParentPath))
        {
            return false;
        }

        return sections.Any(section => KeyWords.Split(section).Any(word => Always.Contains(word, StringComparer.Ordinal)))
            || (!(key == Facts.FinalLearningRate) && sections.Any(section => Models.Contains(section, StringComparer.Ordinal))
                && !(main is not null
                    && main.Segments.Take(main.Segments.Count - 1).Select(KeyWords.Normalize)
                    .Any(section => Models.Contains(section, StringComparer.Ordinal))));
    }
}
