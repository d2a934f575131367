using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Escape;

/// <summary>Outcomes of the descents from one radius, as they come in.</summary>
internal sealed class BasinTally
{
    private int _left;
    private int _lower;
    private int _diverged;
    private int _undecided;

    /// <summary>Descents that came back.</summary>
    public int Returned { get; private set; }

    /// <summary>Descents with an answer.</summary>
    public int Decided => Returned + _left + _lower + _diverged;

    /// <summary>All descents.</summary>
    public int Tried => Decided + _undecided;

    /// <summary>Counts one more.</summary>
    public void Add(DescentOutcome outcome)
    {
        Returned += outcome == DescentOutcome.Returned ? 1 : 0;
        _left += outcome == DescentOutcome.Left ? 1 : 0;
        _lower += outcome == DescentOutcome.Lower ? 1 : 0;
        _diverged += outcome == DescentOutcome.Diverged ? 1 : 0;
        _undecided += outcome == DescentOutcome.Undecided ? 1 : 0;
    }

    /// <summary>The counts for a report.</summary>
    public BasinRadius At(double radius) => new(radius, new Proportion(Returned, Decided), _lower, _diverged, _undecided);
}
