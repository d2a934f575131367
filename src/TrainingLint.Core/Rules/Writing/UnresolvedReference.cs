using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0904 unresolved-reference: A base file, interpolation or reference that cannot be followed.</summary>
public sealed class UnresolvedReference : ObservationRule<UnresolvedObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0904",
        Name = "unresolved-reference",
        Severity = Severity.Info,
        SeverityNote = "A note for what only a run can resolve; a warning where nothing can.",
        Title = "A base file, interpolation or reference that cannot be followed",
        Failure = Failure.NotWhatIsWritten,
        Why = "What the reference would bring is unknown, so the rules stay silent about it: a sound report then says less than it seems to.",
        Instead = "Check the path, or lint the file from the root of its repository. Where everything beside the target is there, the reference is broken, and the finding is a warning.",
        Suppress = "When the reference is resolved only where the training runs.",
        Sources =
        [
            "fvcore, config.py; Hydra and OmegaConf documentation",
        ],
        Risky = """
            _BASE_: ../missing/Base-RCNN.yaml
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
    public override Finding? Judge(UnresolvedObservation observation, TrainingFile file) =>
        At(
            observation,
            "'" + observation.Reference + "' cannot be followed: " + observation.Reason + ". What it would set is unknown here, and not judged.",
            observation.IsBroken ? Severity.Warning : null);
}
