using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Networks;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Problems.Recommendation;

namespace TrainingLint.Probe.StandIns;

/// <summary>Chooses problems for recipes.</summary>
public static class StandInChoice
{
    /// <summary>
    /// Best rates of Adam-like rules fall about with the square root of the width in practice: 3e-3 for a transformer of width 32, 6e-4 for
    /// GPT-2's 768, 3e-4 for the 4,096 of models of 7 to 8 billion weights. (In theory with the width itself, Yang et al. 2022,
    /// arXiv:2203.03466, for hidden layers; embeddings and norms do not.)
    /// </summary>
    private const double WidthExponent = 0.5;

    private const double TunedWidth = 4096;
    private const double TrainedWidth = 1024;

    /// <summary>Batches of large runs are far more than the samples here; the largest batch that still leaves several updates per pass.</summary>
    private const int LargestShare = 8;

    /// <summary>A transformer costs more per update than a perceptron.</summary>
    private const int NetworkSteps = 150;

    /// <summary>The problem of a kind.</summary>
    /// <param name="recipe">The recipe, whose optimizer, batch and adapter are looked at.</param>
    /// <param name="kind">Its kind.</param>
    public static StandIn Of(Recipe recipe, StandInKind kind)
    {
        var problem = Create(recipe, kind);
        var reasons = new List<string>();
        var factor = WidthFactor(recipe, kind, reasons);
        var batch = Batch(recipe, problem, ref factor, reasons);
        return new StandIn(problem, kind, factor, batch, problem is IHasPositions ? NetworkSteps : ProbeOptions.DefaultSteps, reasons);
    }

    /// <summary>The kind that a regime alone tells.</summary>
    /// <param name="regime">Of the recipe.</param>
    /// <param name="isLanguage">Whether the recipe's framework trains language models.</param>
    /// <param name="isVision">Whether it trains on images.</param>
    /// <param name="isRecommender">Whether it learns what users like.</param>
    public static StandInKind KindOf(Regime regime, bool isLanguage, bool isVision, bool isRecommender = false) => regime switch
    {
        Regime.Preference or Regime.PreferenceAdapter or Regime.LanguageModelReinforcement or Regime.LanguageModelReinforcementAdapter =>
            StandInKind.Preference,
        Regime.OnPolicyReinforcement or Regime.OffPolicyReinforcement => StandInKind.Reinforcement,
        _ when isRecommender => StandInKind.Recommendation,
        Regime.Adapter when !isVision => StandInKind.Adapter,
        Regime.FineTuning when isLanguage => StandInKind.LanguageModelTuning,
        _ when isVision => StandInKind.Vision,
        _ when isLanguage => StandInKind.LanguageModel,
        _ => StandInKind.General,
    };

    private static IProblem Create(Recipe recipe, StandInKind kind) => kind switch
    {
        StandInKind.Vision => new DigitsConvolution(),
        StandInKind.LanguageModel => new LanguageModel(),
        StandInKind.LanguageModelTuning => new LanguageModelTuning(),
        StandInKind.Adapter => Lora(recipe),
        StandInKind.Preference => new PreferenceTuning(),
        StandInKind.Reinforcement => new GridPolicy(recipe.Get(Facts.Discount).TryGet(out var discount) && discount is >= 0 and < 1
            ? discount : 0.95),
        StandInKind.Recommendation => new MatrixFactorization(),
        _ => new DigitsPerceptron(),
    };

    private static LoraTuning Lora(Recipe recipe)
    {
        var rank = recipe.Get(Facts.LoraRank).Or(8);
        var scale = recipe.Get(Facts.LoraAlpha).Or(2 * rank) / Math.Max(1, rank);
        return new LoraTuning(
            (int)Math.Clamp(rank, 1, LoraTuning.MostRank),
            scale is > 0 and < double.PositiveInfinity ? scale : 2);
    }

    private static double WidthFactor(Recipe recipe, StandInKind kind, List<string> reasons)
    {
        var width = kind switch
        {
            StandInKind.LanguageModel => TrainedWidth,
            StandInKind.LanguageModelTuning or StandInKind.Adapter or StandInKind.Preference => TunedWidth,
            _ => 0,
        };
        if (width == 0 || !recipe.Get(Facts.Optimizer).TryGet(out var name) || !FallsWithWidth(RecipeOptimizer.KindOf(name)))
        {
            return 1;
        }

        var factor = Math.Pow(width / TransformerShape.Width, WidthExponent);
        reasons.Add(FormattableString.Invariant($"its rates are multiplied by {factor.Rounded(3)}: best rates fall about with the square root of the width, here from {TransformerShape.Width} to an assumed {width}"));
        return factor;
    }

    /// <summary>Updates as large as weights, or of a scale that is found, suit any width; gradients as they are shrink with it.</summary>
    private static bool FallsWithWidth(OptimizerKind? kind) => kind is not (OptimizerKind.Sgd or OptimizerKind.ScheduleFreeSgd
        or OptimizerKind.Lamb or OptimizerKind.Lars or OptimizerKind.Muon or OptimizerKind.Prodigy or OptimizerKind.Adadelta);

    private static int? Batch(Recipe recipe, IProblem problem, ref double factor, List<string> reasons)
    {
        var largest = Math.Max(1, problem.SampleCount / LargestShare);
        var written = recipe.Get(Facts.EffectiveBatchSize).TryGet(out var whole) ? whole
            : recipe.Get(Facts.BatchSize).Or(0) * recipe.Get(Facts.GradientAccumulation).Or(1);
        if (!(written > largest) || problem is GridPolicy)
        {
            return problem is GridPolicy ? 0 : null;
        }

        // Goyal et al. 2017 (arXiv:1706.02677) for gradients as they are; the root for rules that divide by their size.
        if (recipe.Get(Facts.Optimizer).TryGet(out var name)
            && RecipeOptimizer.KindOf(name) is OptimizerKind.Sgd or OptimizerKind.ScheduleFreeSgd)
        {
            factor *= largest / written;
            reasons.Add(FormattableString.Invariant($"batches of {written} become {largest}, and rates of SGD with them (times {(largest / written).Rounded(3)}): the rate is proportional to the batch"));
        }

        return largest;
    }
}
