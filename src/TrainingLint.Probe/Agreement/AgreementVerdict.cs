namespace TrainingLint.Probe.Agreement;

/// <summary>What trainings that differ by their seed alone say about each other.</summary>
public enum AgreementVerdict
{
    /// <summary>Fewer than two runs could be compared.</summary>
    Undecided,

    /// <summary>The same predictions, and the same loss or no barrier between the ends; the same loss and place, where nothing is predicted.</summary>
    Stable,

    /// <summary>Same loss in places that differ, where nothing but the place could tell whether that matters.</summary>
    SameLossElsewhere,

    /// <summary>All runs but one agree, and that one stands apart in its loss and in its predictions or place.</summary>
    OddOneOut,

    /// <summary>What comes out depends on the seed.</summary>
    Unstable,
}
