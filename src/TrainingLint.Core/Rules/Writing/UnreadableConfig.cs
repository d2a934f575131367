using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0905 unreadable-config: The file is not valid YAML or JSON.</summary>
public sealed class UnreadableConfig : ObservationRule<UnreadableObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0905",
        Name = "unreadable-config",
        Severity = Severity.Error,
        Title = "The file is not valid YAML or JSON",
        Failure = Failure.NoTraining,
        Why = "The framework cannot load the file, or loads something other than what it seems to say. Loaders differ from the specification: PyYAML takes no tab around values, one document per file, no anchor twice.",
        Instead = "Correct the text at the place that is named.",
        Suppress = "For templates that become valid only once they are filled in.",
        Sources =
        [
            "PyYAML 6.0, reader.py, scanner.py, parser.py, composer.py and constructor.py, which nearly every framework loads YAML with",
            "RFC 8259 for JSON",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
            	MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(UnreadableObservation observation, TrainingFile file) =>
        At(observation, observation.Problem);
}
