using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0912 unknown-flag: A flag that the program does not have.</summary>
public sealed class UnknownFlag : ObservationRule<UnknownFlagObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0912",
        Name = "unknown-flag",
        Severity = Severity.Warning,
        Title = "A flag that the program does not have",
        Failure = Failure.NotWhatIsWritten,
        Why = "argparse prints its usage and stops at a flag that nobody declared: a job that has waited for its turn ends in its first second. "
            + "Often the program has been changed and its launcher has not.",
        Instead = "Write the flag as the program declares it, or delete it.",
        Suppress = "When the launcher starts another program of that name.",
        Sources =
        [
            "Python, Lib/argparse.py: parse_args stops with 'unrecognized arguments'",
        ],
        Risky = """
            #!/bin/bash
            # train.py: p = argparse.ArgumentParser(); p.add_argument("--lr", type=float); p.add_argument("--epochs", type=int); args = p.parse_args()
            python train.py --lr 0.1 --epochs 90 --warm-up 5
            """,
        Sound = """
            #!/bin/bash
            # train.py: p = argparse.ArgumentParser(); p.add_argument("--lr", type=float); p.add_argument("--epochs", type=int); args = p.parse_args()
            python train.py --lr 0.1 --epochs 90
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(UnknownFlagObservation observation, TrainingFile file) =>
        At(observation, "The program " + observation.Program + " declares no flag '" + observation.Key
            + "', so argparse stops before the first step" + (observation.Meant is { } meant ? "; it has '" + meant + "'." : "."));
}
