using System.Collections.Generic;
using System.Globalization;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0115 budget-too-small: Rate times steps is too little to move the weights.</summary>
public sealed class BudgetTooSmall : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0115",
        Name = "budget-too-small",
        Severity = Severity.Warning,
        SeverityNote = "A warning where the sum of the rates is too small; a note for a run of one or two epochs from a random start, "
            + "since data may be huge.",
        Title = "Rate times steps is too little to move the weights",
        Failure = Failure.PoorMinimum,
        Why = "A step of an Adam-type optimizer moves each weight by about the rate, so the sum of the rates over the run bounds how far "
            + "a weight can travel. At a random start weights are about 0.02 to 0.1 from where they will end; a run whose whole sum is a "
            + "hundredth ends near its start, however its loss curve looks.",
        Instead = "Raise the rate, or train for more steps.",
        Suppress = "For smoke tests, and when the run continues another one.",
        Sources =
        [
            "Kingma and Ba 2015 (arXiv:1412.6980), section 2.1: the step is bounded by the rate",
            "Cao et al. 2022, DeepFD (ICSE): too few epochs in 18 and too small a rate in 17 of 52 faulty programs",
        ],
        Risky = """
            general: {project: small, run: first, seed: 1}
            model:
              model_config: {hidden_size: 512, num_hidden_layers: 8}
            optimizer:
              optimizer_factory: {name: adamW, adam_beta1: 0.9, adam_beta2: 0.95}
              weight_decay: 0.1
              learning_rate_scheduler:
                learning_rate: 1.0e-5
                lr_warmup_steps: 50
                lr_warmup_style: linear
                lr_decay_style: cosine
                min_decay_lr: 1.0e-6
            tokens: {train_steps: 500, micro_batch_size: 2, sequence_length: 512}
            """,
        Sound = """
            general: {project: small, run: first, seed: 1}
            model:
              model_config: {hidden_size: 512, num_hidden_layers: 8}
            optimizer:
              optimizer_factory: {name: adamW, adam_beta1: 0.9, adam_beta2: 0.95}
              weight_decay: 0.1
              learning_rate_scheduler:
                learning_rate: 3.0e-4
                lr_warmup_steps: 2000
                lr_warmup_style: linear
                lr_decay_style: cosine
                min_decay_lr: 1.0e-6
            tokens: {train_steps: 50000, micro_batch_size: 2, sequence_length: 512}
            """,
    };

    // Nobody takes a run of so few steps for a training.
    private const double MostTrialSteps = 200;

    // Half the scale of weights at a random start (0.02 in GPT-2), and a tenth of the scale at which adapters move.
    private const double LeastFromScratch = 0.01;
    private const double LeastOfAdapters = 5e-5;
    private const double FewEpochs = 2;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Is(Facts.SmokeTest) || recipe.Is(Facts.Sweep) || recipe.Means(Facts.LearningRate, Meaning.NoStepSize)
            || recipe.OptimizerFamily != OptimizerFamily.Adam)
        {
            yield break;
        }

        var least = recipe.Regime switch
        {
            Regime.FromScratch => LeastFromScratch,
            Regime.Adapter => LeastOfAdapters,
            _ => 0,
        };
        if (least > 0 && recipe.Get(Facts.MaxSteps).TryGet(out var steps) && steps > MostTrialSteps
            && RecipeSchedule.Of(recipe) is { } schedule && RateSum.Of(schedule) is var sum && sum < least)
        {
            yield return At(recipe, recipe.Get(Facts.LearningRate), "The rates of all " + Show(steps) + " steps add up to "
                + Show(Round(sum))
                + ", which bounds how far a weight can move; " + Show(least)
                    + " is the least that does anything here. Raise the rate or train longer.");
        }
        else if (TrainsForTooFewEpochs(recipe))
        {
            var epochs = recipe.Get(Facts.Epochs);
            yield return At(recipe, epochs, "A model that starts at random is trained for " + Show(epochs) + " epoch"
                + (epochs.Is(1) ? "" : "s")
                + "; unless the data is huge it will hardly have learned anything.", Severity.Info);
        }
    }

    private static bool TrainsForTooFewEpochs(Recipe recipe) =>
        recipe.Regime == Regime.FromScratch && recipe.Get(Facts.Epochs) is { IsWritten: true } epochs
            && epochs.Or(0) is > 0 and <= FewEpochs
        && !recipe.Get(Facts.MaxSteps).HasValue && !recipe.Get(Facts.MaxTokens).HasValue && recipe.ModelKind() != ModelKind.LanguageModel;

    private static double Round(double value) => double.Parse(value.ToString("G2", CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);
}
