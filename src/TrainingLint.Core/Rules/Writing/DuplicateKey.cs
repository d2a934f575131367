using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0902 duplicate-key: The same key twice in one mapping.</summary>
public sealed class DuplicateKey : ObservationRule<DuplicateKeyObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0902",
        Name = "duplicate-key",
        Severity = Severity.Warning,
        SeverityNote = "An error where one of two different values is lost; a warning where both say the same and the loader refuses the file; information where it takes it, since the run is as written either way.",
        Title = "The same key twice in one mapping",
        Failure = Failure.NotWhatIsWritten,
        Why = "Loaders keep the last value and drop the first without a word. Whoever reads or edits the first one believes in a setting that does not exist.",
        Instead = "Delete one of the two.",
        Suppress = "Never; one of the two values is lost.",
        Sources =
        [
            "YAML 1.2.2, section 3.2.1.3: mapping keys are unique",
            "PyYAML keeps the last; OmegaConf refuses the file",
            "Practice: 23 public configs have duplicates with different values, BASE_LR 0.05 and 0.1 among them",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              BASE_LR: 0.01
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.01
              MAX_ITER: 90000
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(DuplicateKeyObservation observation, TrainingFile file)
    {
        var isSame = observation.HasSameContent || (observation.FirstText is not null && observation.FirstText == observation.LastText);
        var values = isSame ? observation.FirstText is null ? "with the same content" : "with the same value"
            : observation is { FirstText: { } first, LastText: { } last } ? "with '" + first + "' first and '" + last + "' last" : "with different content";
        var consequence = observation.LoaderRejects ? "the loader refuses the file" : isSame ? "one of the two is superfluous" : "the first is lost without a word";
        return At(observation,
            "The key '" + DottedName.Last(observation.Key!) + "' stands twice, " + values + "; " + consequence + ". Delete one.",
            !isSame ? Severity.Error : observation.LoaderRejects ? Severity.Warning : Severity.Info)
            with
        { Related = [new RelatedPlace(observation.First, "the first one")], Fixes = FixesOf(observation, isSame) };
    }

    // The last value is the one that runs today; whether it is the one that was meant, only a person can tell.
    private static Fix[] FixesOf(DuplicateKeyObservation observation, bool isSame)
    {
        if (observation.FirstText is not { } first || observation.LastText is not { } last)
        {
            return [];
        }

        var keepLast = new Fix(isSame ? "Delete the first one" : "Keep '" + last + "'", isSame ? FixSafety.Safe : FixSafety.Unsafe,
            [new RemoveEntry(observation.First) { LeavesOther = true }]);
        return isSame ? [keepLast]
            : [keepLast, new Fix("Keep '" + first + "'", FixSafety.Unsafe, [new RemoveEntry(observation.Place) { LeavesOther = true }])];
    }
}
