using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0103 learning-rate-too-low: The learning rate is below the range for this optimizer and kind of training.</summary>
public sealed class LearningRateTooLow : ThresholdRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0103",
        Name = "learning-rate-too-low",
        Severity = Severity.Warning,
        SeverityNote = "A warning below the range; a note where hardly a public recipe of this kind goes as low, and for the usual rate of a "
            + "small batch beside a very large one.",
        Title = "The learning rate is below the range for this optimizer and kind of training",
        Failure = Failure.PoorMinimum,
        Why = "Steps this small cannot leave the first basin or cross a plateau within any usual length of training; what looks like convergence is standing still. Tiny steps also follow every narrow ravine into a sharp minimum.",
        Instead = "Raise the rate into the range; a short sweep over powers of ten costs minutes.",
        Suppress = "When the rate belongs to a part of the model that is meant to stay almost frozen.",
        Sources =
        [
            "Li, Wei, Ma 2019, Towards Explaining the Regularization Effect of Initial Large Learning Rate (arXiv:1907.04595)",
            "Mishchenko and Defazio 2023, Prodigy (arXiv:2306.06101)",
            "Smith 2017, Cyclical Learning Rates (arXiv:1506.01186)",
            "Ranges: the knowledge table of TrainingLint, evidence in each row",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 2.0e-8
              MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
            """,
        Experiment = "final loss against the same run at a usual rate",
    };

    // konstmish/prodigy and facebookresearch/dadaptation: lr=1.0, "leave LR set to 1 unless you encounter instability"; their users go down
    // to 0.1 at times.
    private const double LowestMultiplier = 0.02;

    // The peak of the first transformer is 7e-4, of NeMo's Conformers 5e-4 to 2e-3 (Vaswani et al. 2017; examples/asr/conf/conformer).
    // Goyal et al. 2017, table 2a: 8192 images at the rate of 256 end at 41.67 % error instead of 23.74 %.
    private const double LargeBatch = 2048;
    private const double LowShareOfBatch = 1.0 / 16;

    private const double LowNoamPeak = 1e-4;

    // NeMo's recipes of speech synthesis write the factor 1e-3 for a width of 1 and warm up to 3.2e-5.
    private const double RateAsFactor = 0.01;
    private const double LowNoamPeakOfARate = 3e-5;
    private const double LowShare = 10;

    private static readonly NumberOption Min = new("min", "smallest learning rate; the table of ranges decides by default") { IsPerOptimizer = true };

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Min];

    private Finding? OfSmallBatch(Recipe recipe, LearningRateRange range, Setting<double> rate)
    {
        var batch = BatchOf(recipe);
        return batch >= LargeBatch && rate.Or(0) < LowShareOfBatch * range.Usual(batch) && recipe.OptimizerFamily == OptimizerFamily.Sgd
            && recipe.Regime is Regime.FromScratch or Regime.Unknown
            ? At(recipe, rate, "The learning rate " + Show(Round(rate.Or(0))) + " is low for SGD at a batch of " + Show(batch)
                + ": by linear scaling it is " + Show(Round(range.Usual(batch))) + " there, and so few steps "
                + "at a small rate do not get far.", Severity.Info)
            : null;
    }

    private Finding? OfScratch(Recipe recipe, LearningRateRange range, Setting<double> rate)
    {
        var rare = Rare(recipe, range);
        return rate.Or(rare) < rare
            ? At(recipe, rate, "The learning rate " + Show(Round(rate.Or(0))) + " is low for "
                + OptimizerFamilies.NameOf(recipe.OptimizerFamily) + " on weights that start at random: hardly a public recipe goes below "
                + Show(rare) + (recipe.Get(Facts.LearningRateFactor).HasValue ? ". The factor of a noam schedule is no rate; it is 1 to 10."
                    : "."), Severity.Info)
            : null;
    }

    private static double BatchOf(Recipe recipe) => recipe.EffectiveBatch() ?? recipe.Get(Facts.BatchSize).Or(0);

    // What starts at random has far to go.
    private static double Rare(Recipe recipe, LearningRateRange range) => recipe.Regime switch
    {
        Regime.FromScratch or Regime.Unknown when recipe.Get(Facts.LearningRateFactor).TryGet(out var factor) =>
            factor < RateAsFactor ? LowNoamPeakOfARate : LowNoamPeak,
        Regime.FromScratch or Regime.Tabular when recipe.OptimizerFamily is OptimizerFamily.Sgd or OptimizerFamily.Adam =>
            LowShare * range.WarnBelow,
        _ => 0,
    };

    private static double Round(double rate) => double.Parse(rate.ToString("G2", System.Globalization.CultureInfo.InvariantCulture),
        System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var optimizer = recipe.Get(Facts.Optimizer);
        if (OptimizerProfiles.Find(optimizer.Or("")) is { FindsItsStep: true } selfScaling
            && recipe.Get(Facts.LearningRate) is { IsWritten: true } multiplier && multiplier.Or(1) is > 0 and < LowestMultiplier)
        {
            yield return At(recipe, multiplier, selfScaling.ShownName
                + " finds its own step and multiplies it by this rate, which is meant to be about 1: " + Show(multiplier)
                + " makes all steps that much smaller. Write 1.");
        }

        var family = recipe.OptimizerFamily;
        if (recipe.Means(Facts.LearningRate, Meaning.NoStepSize) || optimizer is { State: SettingState.Unknown, Text: not null }
            || family == OptimizerFamily.SelfScaling || recipe.RateRange() is not { } range)
        {
            yield break;
        }

        var effective = recipe.Get(Facts.EffectiveLearningRate);
        var rate = effective.HasValue ? effective : recipe.Get(Facts.LearningRate);
        var own = settings.Find(Min, optimizer.Or(""));
        var lowest = own ?? range.WarnBelow;
        if (rate.TryGet(out var value) && value > 0 && value < lowest && (effective.HasValue || effective.Text is null))
        {
            yield return At(recipe, rate, "The learning rate " + Show(rate) + " is below " + Show(lowest) + (own is null ? ", the lower end for " + OptimizerFamilies.NameOf(family) : ", the limit configured here") + ": the weights would barely move. Raise it, or check the exponent.",
                recipe.Is(Facts.SmokeTest) ? Severity.Info : Severity.Warning);
        }
        else if (own is null && value > 0 && (effective.HasValue || effective.Text is null)
            && OfSmallBatch(recipe, range, rate) is { } small)
        {
            yield return small;
        }
        else if (own is null && effective.Text is null && value > 0 && OfScratch(recipe, range, rate) is { } low)
        {
            yield return low;
        }
    }
}
