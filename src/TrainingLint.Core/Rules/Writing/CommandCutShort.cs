using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0910 command-cut-short: A command line that ends before its last argument.</summary>
public sealed class CommandCutShort : ObservationRule<CutCommandObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0910",
        Name = "command-cut-short",
        Severity = Severity.Warning,
        Title = "A command line that ends before its last argument",
        Failure = Failure.NotWhatIsWritten,
        Why = "A comment or an empty line between continued lines, or a blank behind the backslash, ends the command. The program starts without the rest, trains with its defaults, and only when it is done does the shell complain about a command named like a flag.",
        Instead = "Move the comment above the command, and let nothing stand behind the backslash.",
        Suppress = "Never; the arguments are lost.",
        Sources =
        [
            "POSIX.1-2017, Shell Command Language, 2.2.1 and 2.3: a backslash continues a line only in front of the line break, and a comment ends with its line",
        ],
        Risky = """
            #!/bin/bash
            python train.py --lr 0.1 --batch_size 128 --epochs 90 \
              # the seed of the paper
              --seed 1
            """,
        Sound = """
            #!/bin/bash
            # --seed: the seed of the paper
            python train.py --lr 0.1 --batch_size 128 --epochs 90 \
              --seed 1
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(CutCommandObservation observation, TrainingFile file)
    {
        const int Shown = 6;
        var lost = observation.Lost.Count == 0 ? "the arguments behind it"
            : string.Join(", ", observation.Lost.Take(Shown))
            + (observation.Lost.Count > Shown ? FormattableString.Invariant($" and {observation.Lost.Count - Shown} more") : "");
        return At(observation, char.ToUpperInvariant(observation.Cause[0]) + observation.Cause.Substring(1) + ", so " + lost + " never reach the program.")
            with
        { Related = [new RelatedPlace(observation.LostPlace, "what is lost")] };
    }
}
