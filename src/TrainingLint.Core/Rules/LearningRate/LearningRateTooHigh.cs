using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0102 learning-rate-too-high: The learning rate is above the range for this optimizer and kind of training.</summary>
public sealed class LearningRateTooHigh : ThresholdRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0102",
        Name = "learning-rate-too-high",
        Severity = Severity.Warning,
        SeverityNote = "A warning above the range; a note where hardly a public recipe goes that high, and up to five times the range of "
            + "Adam-type optimizers (three times from scratch) where nothing says what is trained; an error where the rate is so far "
            + "above it that runs diverge in practice (the error limit of the table's row).",
        Title = "The learning rate is above the range for this optimizer and kind of training",
        Failure = Failure.Divergence,
        Why = "A step longer than 2 divided by the sharpness of the loss overshoots the minimum, and each further step overshoots more: the loss oscillates, explodes, or settles only where the surface happens to be flat. Fine-tuned models lose what they knew.",
        Instead = "Lower the rate into the range, or raise the batch along with it and warm up.",
        Suppress = "For optimizers or models with a scale of their own (muP parametrisation, unusual normalisation), and for rates found by a sweep.",
        Sources =
        [
            "Cohen et al. 2021, Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability (arXiv:2103.00065)",
            "Goyal et al. 2017, Accurate, Large Minibatch SGD (arXiv:1706.02677)",
            "Ranges: the knowledge table of TrainingLint, evidence in each row",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 20.0
              IMS_PER_BATCH: 16
              MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              IMS_PER_BATCH: 16
              MAX_ITER: 90000
            """,
        Experiment = "final loss against the same run at a usual rate, from trained weights where the recipe fine-tunes",
    };

    // One-cycle and long ramps reach higher peaks than a rate that is applied from the start (Smith and Topin 2018).
    private const double RampAllowance = 4;
    private const double LongRamp = 0.1;

    // RMSProp divides by the root of its average plus epsilon. EfficientNet's 1e-3 holds the steps down, and its rates reach 0.256 (Tan and Le 2019).
    private const double LargeEpsilon = 1e-3;
    private const double LargeEpsilonAllowance = 5;

    // Vaswani et al. 2017, section 5.3: 4000 steps to a peak of 7e-4. No public noam recipe warms up for less than a thousand steps to more
    // than 1.5e-3.
    private const double ShortNoamWarmup = 1000;
    private const double HighNoamPeak = 1.5e-3;

    // Gradients of a few samples are mostly noise (Malladi et al. 2022 scale Adam's rate with the root of the batch).
    private const double FewSamples = 16;
    private const double ManyTimes = 10;

    // Where nothing says what is trained, the upper end is that of most recipes, not of all: published ones with Adam-type optimizers
    // reach two to five times as much (mmpose and UniFormer, rsn18: 2e-2; icefall, f5-tts: 0.05). A lost minus sign is further away.
    private const double DoubtOfUnknown = 5;
    private const double DoubtOfFromScratch = 3;
    private const double RoundingAllowance = 1 + 1e-9;

    private const double MostScaledDown = 4;
    private const int FewestRecipes = 20;

    private static readonly NumberOption Max = new("max", "largest learning rate; the table of ranges decides by default") { IsPerOptimizer = true };

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Max];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var optimizer = recipe.Get(Facts.Optimizer);
        var family = recipe.OptimizerFamily;
        if (recipe.Means(Facts.LearningRate, Meaning.NoStepSize) || optimizer is { State: SettingState.Unknown, Text: not null }
            || family == OptimizerFamily.SelfScaling || recipe.RateRange() is not { } range)
        {
            yield break;
        }

        var batch = BatchOf(recipe, range);
        var (warn, error) = Limits(recipe, range, batch);
        if (family == OptimizerFamily.Adam && range.Scaling != BatchScaling.None && RampsUpLong(recipe))
        {
            (warn, error) = (warn * RampAllowance, error * RampAllowance);
        }

        if (family == OptimizerFamily.RmsProp && recipe.Get(Facts.Epsilon).Or(0) >= LargeEpsilon)
        {
            (warn, error) = (warn * LargeEpsilonAllowance, error * LargeEpsilonAllowance);
        }

        (warn, error) = (warn * ScaledDown(recipe), error * ScaledDown(recipe));

        // The team's own limit is meant as it stands; how far beyond it a rate is hopeless follows from the table.
        var own = settings.Find(Max, optimizer.Or(""));
        (warn, error) = own is { } limit ? (limit, limit * (error / warn)) : (warn, error);

        foreach (var rate in Judged(recipe))
        {
            if (Judge(recipe, rate, range, (warn, error), own) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private Finding? Judge(Recipe recipe, Setting<double> rate, LearningRateRange range, (double Warn, double Error) limits, double? own)
    {
        var value = rate.Or(double.NaN);
        var subject = Subject(recipe, range, BatchOf(recipe, range));
        if (value > limits.Warn && !double.IsInfinity(value))
        {
            var limit = own is not null ? ", the limit configured here" : ", the upper end for " + subject;
            return At(recipe, rate, "The learning rate " + Show(rate) + " is above " + Show(limits.Warn) + limit
                + ": training is likely to diverge. Lower it, or check for a lost minus sign in the exponent."
                    + Usual(recipe, value, own, range),
                value > limits.Error ? Severity.Error
                    : own is null && value <= limits.Warn * Doubt(recipe, range) * RoundingAllowance ? Severity.Info : Severity.Warning)
                with
            { Fixes = Lowered(rate, own is null ? Math.Min(limits.Warn, range.Rare(BatchOf(recipe, range))) : limits.Warn) };
        }

        if (RushesThroughNoam(recipe, value))
        {
            return At(recipe, rate, "The noam schedule reaches its peak of " + Show(Round(value)) + " after only "
                + Show(recipe.Get(Facts.WarmupSteps)) + " steps, because its peak grows as its warmup shrinks: training is likely to "
                + "diverge. Warm up over some thousand steps, as with 4000 in the first transformer.");
        }

        if (own is null && BatchOf(recipe, range) is <= FewSamples && value > ManyTimes * range.Usual(recipe.EffectiveBatch())
            && recipe is { OptimizerFamily: OptimizerFamily.Adam, Regime: Regime.FromScratch } && range.Scaling != BatchScaling.None)
        {
            return At(recipe, rate, "The learning rate " + Show(Round(value)) + " is high for steps of "
                + Show(recipe.EffectiveBatch()!.Value) + " samples: at a batch of " + Show(range.ReferenceBatch) + " people take "
                + Show(range.UsualAtReferenceBatch) + ", and less for smaller ones.", Severity.Info);
        }

        var rare = range.Rare(BatchOf(recipe, range));
        return value > rare && own is null
            ? At(recipe, rate, "The learning rate " + Show(rate) + " is high for " + subject + ": hardly a public recipe goes above "
                + Show(rare) + "." + Usual(recipe, value, own, range), Severity.Info)
            : null;
    }

    private static double Doubt(Recipe recipe, LearningRateRange range) =>
        recipe.OptimizerFamily != OptimizerFamily.Adam || range.Models != ModelClass.Any ? 1 : recipe.Regime switch
        {
            Regime.Unknown => DoubtOfUnknown,
            Regime.FromScratch => DoubtOfFromScratch,
            _ => 1,
        };

    // Two digits of the highest rate that nothing is said about. Which rate suits is for the author to find, below it.
    private static Fix[] Lowered(Setting<double> rate, double highest)
    {
        var digit = Math.Pow(10, Math.Floor(Math.Log10(highest)) - 1);
        var lowered = Round(Math.Floor(highest / digit) * digit);
        return lowered > 0 && lowered <= highest && rate is { IsWritten: true, Place: { } place, Text: { } text } && IsTheNumber(text, rate)
            && NumberSpelling.Portable(Show(lowered), lowered) is { } spelling
            ? [new Fix("Write " + Real(spelling) + ", the upper end", FixSafety.Unsafe,
                [new ReplaceValue(place, text, Real(spelling)) { Number = lowered }])]
            : [];
    }

    // yacs holds a rate to its type: 1 is no number with a point.
    private static string Real(string spelling) => spelling.IndexOfAny(['.', 'e']) < 0 ? spelling + ".0" : spelling;

    private static bool IsTheNumber(string text, Setting<double> rate) => double.TryParse(text, System.Globalization.NumberStyles.Float,
        System.Globalization.CultureInfo.InvariantCulture, out var number) && rate.Is(number);

    // An adapter that alpha over rank scales down learns that much slower, so people raise its rate.
    private static double ScaledDown(Recipe recipe) =>
        recipe.Is(Facts.Diffusion) && recipe.Get(Facts.LoraAlpha).TryGet(out var alpha) && alpha > 0
        && recipe.Get(Facts.LoraRank).TryGet(out var rank) && rank > alpha ? Math.Min(rank / alpha, MostScaledDown) : 1;

    private static bool RushesThroughNoam(Recipe recipe, double peak) =>
        recipe.Get(Facts.LearningRateFactor).HasValue && recipe.Get(Facts.WarmupSteps).TryGet(out var warmup)
            && warmup is > 0 and < ShortNoamWarmup && peak > HighNoamPeak;

    private static double Round(double rate) => double.Parse(rate.ToString("G2", System.Globalization.CultureInfo.InvariantCulture),
        System.Globalization.CultureInfo.InvariantCulture);

    private static string Subject(Recipe recipe, LearningRateRange range, double? batch) =>
        OptimizerFamilies.NameOf(recipe.OptimizerFamily) + Context(recipe.Regime) + ModelClasses.NameOf(range.Models)
        + (batch is { } samples && range.Scaling != BatchScaling.None ? " at a batch of " + Show(samples) : "");

    // What people write in recipes of this very kind, where it is narrower than the row for any model.
    private static string Usual(Recipe recipe, double rate, double? own, LearningRateRange range)
    {
        if (own is not null || range.Models == ModelClass.Any)
        {
            return "";
        }

        var at = range.Scaling == BatchScaling.None ? "" : " at a batch of " + Show(range.ReferenceBatch);
        var evidence = RecipeEvidence.Find(recipe.Regime, range.Models, recipe.OptimizerFamily, "rate");
        return " Usual is " + Show(range.UsualAtReferenceBatch) + at + (evidence is { Recipes: >= FewestRecipes } practice
            ? "; it is above " + Show(practice.ShareBelow(rate)) + " % of " + Show(practice.Recipes)
                + " public recipes of this kind (docs/evidence.md)."
            : ".");
    }

    // A trial of the program keeps the rate of the real training and takes a batch that fits a laptop.
    private static double? BatchOf(Recipe recipe, LearningRateRange range) =>
        recipe.EffectiveBatch() is { } batch ? recipe.IsShort() ? Math.Max(batch, range.ReferenceBatch) : batch : null;

    // Where only the batch of one device is known, the whole one is no smaller.
    private static (double Warn, double Error) Limits(Recipe recipe, LearningRateRange range, double? batch)
    {
        var limits = range.Above(batch);
        if (batch is not null || !recipe.Get(Facts.BatchSize).TryGet(out var perDevice))
        {
            return limits;
        }

        var least = range.Above(perDevice);
        return (Math.Max(limits.Warn, least.Warn), Math.Max(limits.Error, least.Error));
    }

    // What reaches the optimizer counts; where the framework scales the written rate in a known way, the written one alone says nothing.
    private static IEnumerable<Setting<double>> Judged(Recipe recipe) =>
        recipe.Get(Facts.EffectiveLearningRate) is { HasValue: true } effective && !recipe.Get(Facts.LearningRate).Is(0) ? [effective]
        : recipe.Get(Facts.EffectiveLearningRate).Text is not null ? []
        : System.Linq.Enumerable.Where(recipe.LearningRates, rate => rate.HasValue);

    private static bool RampsUpLong(Recipe recipe) =>
        recipe.Is(Facts.ScheduleRampsUp)
        || System.Linq.Enumerable.Any(recipe.Warmups(), warmup => recipe.ShareOfRun(warmup) >= LongRamp);

    private static string Context(Regime regime) => regime switch
    {
        Regime.FromScratch => " trained from scratch",
        Regime.FineTuning => " in fine-tuning all weights",
        Regime.Adapter => " with low-rank adapters",
        Regime.Preference => " in preference optimization of all weights",
        Regime.PreferenceAdapter => " in preference optimization of adapters",
        Regime.LanguageModelReinforcement or Regime.LanguageModelReinforcementAdapter => " in reinforcement learning of a language model",
        Regime.OnPolicyReinforcement => " in on-policy reinforcement learning",
        Regime.OffPolicyReinforcement => " in off-policy reinforcement learning",
        Regime.LinearProbe => " on a frozen backbone",
        Regime.NeuralField => " of a neural field",
        Regime.FewWeights => " of a few new weights beside frozen ones",
        _ => "",
    };
}
