using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0104 no-warmup: Warmup is absent where the first steps are dangerous.</summary>
public sealed class NoWarmup : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0104",
        Name = "no-warmup",
        Severity = Severity.Warning,
        SeverityNote = "A warning for a transformer that is trained from scratch at a large rate; a note for large rates and batches of other models, whose official recipes often do without.",
        Title = "Warmup is absent where the first steps are dangerous",
        Failure = Failure.Divergence,
        Why = "At a random start the loss is at its sharpest and the second moments of Adam are estimates from a handful of gradients. Full steps then throw the weights into a region from which training recovers late, into a worse minimum, or never.",
        Instead = "Warm up linearly over the first 1 to 5 percent of the run.",
        Suppress = "When the model starts from weights of the same task, or a sweep shows that the rate is stable from the first step.",
        Sources =
        [
            "Goyal et al. 2017 (arXiv:1706.02677), gradual warmup",
            "Liu et al. 2020, On the Variance of the Adaptive Learning Rate (arXiv:1908.03265)",
            "Xiong et al. 2020, On Layer Normalization in the Transformer Architecture (arXiv:2002.04745)",
            "Practice: 105 of 111 public SGD recipes at rates from 0.4 warm up, and all 207 AdamW recipes at rates from 1e-3",
        ],
        Risky = """
            optimizer:
              name: adamw
              lr: 2.0e-3
            model:
              type: transformer
            scheduler:
              name: cosine
              warmup_steps: 0
            train:
              epochs: 300
              pretrained: null
            """,
        Sound = """
            optimizer:
              name: adamw
              lr: 2.0e-3
            model:
              type: transformer
            scheduler:
              name: cosine
              warmup_steps: 2000
            train:
              epochs: 300
              pretrained: null
            """,
        Experiment = "final loss with and without a warmup over 5 % of the run",
    };

    // Goyal et al. 2017, table 2a: 8192 images at 3.2 without warmup end at 24.84 % error instead of 23.74 %.
    private const double HugeSgdRate = 1.6;
    private const double HugeBatch = 4096;

    private const double LargeSgdRate = 0.4;
    private const double LargeAdamRate = 1e-3;
    private const double TransformerAdamRate = 3e-4;
    private const double LargeBatch = 1024;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (!recipe.HasNoWarmup() || recipe.Regime is not (Regime.FromScratch or Regime.Unknown)
            || recipe.Is(Facts.SmokeTest) || recipe.Is(Facts.Adversarial))
        {
            yield break;
        }

        var rate = recipe.Get(Facts.EffectiveLearningRate) is { HasValue: true } effective ? effective : recipe.Get(Facts.LearningRate);
        if (Reason(recipe, rate.Or(double.NaN)) is not var (reason, severity))
        {
            yield break;
        }

        yield return Missing(recipe, "There is no warmup, although " + reason + "; warm up over the first 1 to 5 % of the run.", severity);
    }

    private static readonly Regex Transformers = new(
        @"(?:^|[^a-z])(?:vit|deit|deit3|swin|swinv2|beit|cait|xcit|transformer|gpt|conformer)(?:$|[^a-z])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromMilliseconds(200));

    private static bool IsNamedTransformer(Recipe recipe) =>
        recipe.Get(Facts.ModelName).TryGet(out var name) && name.Length <= 200 && Transformers.IsMatch(name);

    private static (string Reason, Severity Severity)? Reason(Recipe recipe, double rate)
    {
        var family = recipe.OptimizerFamily;
        var batch = recipe.EffectiveBatch();
        var fromScratch = recipe.Regime == Regime.FromScratch;
        return family switch
        {
            OptimizerFamily.Adam when fromScratch && recipe.IsTransformer() && rate >= TransformerAdamRate =>
                // Normalizing before each block keeps gradients bounded at the start (Xiong et al. 2020), so warmup matters less there.
                ("a transformer is trained from scratch with an Adam-type optimizer at " + Show(rate),
                    rate >= LargeAdamRate && !recipe.Is(Facts.PreNormalization) ? Severity.Warning : Severity.Info),
            OptimizerFamily.Adam when rate >= LargeAdamRate && IsNamedTransformer(recipe) =>
                ("a transformer is trained at " + Show(rate), Severity.Info),
            OptimizerFamily.Adam when rate > LargeAdamRate => ("the rate of " + Show(rate) + " is large for an Adam-type optimizer", Severity.Info),
            OptimizerFamily.Sgd when rate >= LargeSgdRate => ("the rate of " + Show(rate) + " is large for SGD",
                rate >= HugeSgdRate && (batch ?? recipe.Get(Facts.BatchSize).Or(0)) >= HugeBatch ? Severity.Warning : Severity.Info),
            OptimizerFamily.Adam or OptimizerFamily.Sgd when batch >= LargeBatch => ("a step sees " + Show(batch.Value) + " samples", Severity.Info),
            _ => null,
        };
    }
}
