using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0116 sweep-on-linear-scale: A search draws the learning rate on a linear scale, or from beyond what can work.</summary>
public sealed class SweepOnLinearScale : ObservationRule<SweepRangeObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0116",
        Name = "sweep-on-linear-scale",
        Severity = Severity.Warning,
        Title = "A search draws the learning rate on a linear scale, or from beyond what can work",
        Failure = Failure.PoorMinimum,
        Why = "Rates matter by their order of magnitude. Drawn evenly between 1e-5 and 1e-1, nine of ten trials lie above 1e-2: the "
            + "lower decades, where the best rate often is, are hardly ever tried.",
        Instead = "Draw from a log-uniform distribution (W&B log_uniform_values, Optuna log=True, Hydra tag(log, interval(...))).",
        Suppress = "When the bounds lie within one decade.",
        Sources =
        [
            "Bergstra and Bengio 2012, Random Search for Hyper-Parameter Optimization (JMLR 13)",
            "docs.wandb.ai, sweep configuration: min and max without a distribution are drawn uniformly",
        ],
        Risky = """
            method: random
            metric: {name: val_loss, goal: minimize}
            parameters:
              learning_rate: {min: 0.00001, max: 0.1}
              batch_size: {values: [32, 64]}
            """,
        Sound = """
            method: random
            metric: {name: val_loss, goal: minimize}
            parameters:
              learning_rate: {distribution: log_uniform_values, min: 0.00001, max: 0.1}
              batch_size: {values: [32, 64]}
            """,
    };

    private const double WideRatio = 50;
    private const double Hopeless = 10;

    /// <inheritdoc/>
    public override Finding? Judge(SweepRangeObservation observation, TrainingFile file)
    {
        var range = Show(observation.Low) + " and " + Show(observation.High);
        if (observation.IsLinear && observation.Low > 0 && observation.High / observation.Low >= WideRatio)
        {
            var share = (observation.High - (observation.High / 10)) / (observation.High - observation.Low);
            return At(observation, "The learning rate is drawn evenly between " + range + ", so " + Show(System.Math.Round(share * 100))
                + " % of the trials lie in the highest decade; draw it from a log-uniform distribution.");
        }

        return observation.High >= Hopeless
            ? At(observation, "The search goes up to a learning rate of " + Show(observation.High)
                + ", where no common optimizer trains; lower the bound.")
            : null;
    }
}
