using System;
using System.Collections.Generic;
using System.Globalization;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0207 decay-without-effect: The weight decay leaves the weights as they are.</summary>
public sealed class DecayWithoutEffect : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0207",
        Name = "decay-without-effect",
        Severity = Severity.Info,
        Title = "The weight decay leaves the weights as they are",
        Failure = Failure.SharpMinimum,
        Why = "Decoupled weight decay shrinks each weight by decay times rate a step, so exp(-decay x sum of rates) of it is left after "
            + "the run. At the rates of fine-tuning that is more than 99.5 %: the number looks like regularization and is none.",
        Instead = "Regularize by something that acts: fewer epochs, early stopping, dropout, or a decay that is larger by one over the "
            + "rate.",
        Suppress = "When the number is only kept for the sake of a comparison.",
        Sources =
        [
            "Wang and Aitchison 2024, How to set AdamW's weight decay (arXiv:2405.13698): the time scale is 1 / (rate x decay) steps",
            "Loshchilov and Hutter 2019 (arXiv:1711.05101)",
        ],
        Risky = """
            model_name_or_path: org/some-model-8B
            output_dir: out
            learning_rate: 2.0e-5
            weight_decay: 0.01
            lr_scheduler_type: linear
            warmup_steps: 100
            max_steps: 1000
            per_device_train_batch_size: 4
            seed: 1
            """,
        Sound = """
            model_name_or_path: org/some-model-8B
            output_dir: out
            learning_rate: 2.0e-5
            lr_scheduler_type: linear
            warmup_steps: 100
            max_steps: 1000
            per_device_train_batch_size: 4
            seed: 1
            """,
    };

    private const double NearlyAll = 0.995;
    private const double MostTrialSteps = 200;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var decay = recipe.Get(Facts.WeightDecay);
        if (!decay.IsWritten || !decay.TryGet(out var factor) || factor <= 0 || recipe.Get(Facts.MaxSteps).Or(0) <= MostTrialSteps
            || !OptimizerFamilies.DecouplesWeightDecay(recipe.Get(Facts.Optimizer).Or(""))
            || recipe.Means(Facts.WeightDecay, Meaning.FullyDecoupled) || RecipeSchedule.Of(recipe) is not { } schedule)
        {
            yield break;
        }

        var left = Math.Exp(-factor * RateSum.Of(schedule));
        if (left > NearlyAll)
        {
            yield return At(recipe, decay, "Weight decay " + Show(decay) + " leaves " + (left * 100)
                .ToString("0.00", CultureInfo.InvariantCulture)
                + " % of each weight after all " + Show(schedule.Steps) + " steps at these rates, so it regularizes nothing.");
        }
    }
}
