using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0111 learning-rate-scaled-by-framework: The framework multiplies the written rate.</summary>
public sealed class LearningRateScaledByFramework : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0111",
        Name = "learning-rate-scaled-by-framework",
        Severity = Severity.Info,
        Title = "The framework multiplies the written rate",
        Failure = Failure.NotWhatIsWritten,
        Why = "The rate that decides between a stable and an unstable run is the one that reaches the optimizer. Where the framework multiplies the written one by the batch or the number of workers, the same file trains differently on another machine.",
        Instead = "Judge the effective rate, and write down for how many devices the file is meant.",
        Suppress = "When the scaling is known and wanted.",
        Sources =
        [
            "Swin-Transformer, main.py: base rate times batch times world size over 512",
            "latent-diffusion, main.py: base rate times batch, devices and accumulation",
            "VISSL, hydra_config.py: auto_lr_scaling",
            "Ludwig, trainer.py: learning_rate_scaling",
        ],
        Risky = """
            model:
              base_learning_rate: 4.5e-6
              target: ldm.models.autoencoder.AutoencoderKL
            data:
              target: main.DataModuleFromConfig
              params:
                batch_size: 12
            lightning:
              trainer:
                accumulate_grad_batches: 2
            """,
        Sound = """
            model:
              params:
                optimizer: adamw
                lr: 1.0e-4
            data:
              batch_size: 12
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.EffectiveLearningRate) is { HasValue: true, Derivation: { } how } effective
            && recipe.Get(Facts.LearningRate) is { IsWritten: true } written
            && effective.Or(0) is var reached && reached != written.Or(0))
        {
            yield return At(recipe, written, "The framework turns the written rate " + Show(written) + " into " + Show(reached) + " (" + how + "); judge that one.");
        }
    }
}
