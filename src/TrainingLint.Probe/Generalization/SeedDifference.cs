namespace TrainingLint.Probe.Generalization;

/// <summary>A difference over seeds.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Low">Lower end of its 95 % interval: Student's t over seeds; over samples or probes when there is one seed.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Seeds">How many seeds it rests on.</param>
public sealed record SeedDifference(double Mean, double Low, double High, int Seeds)
{
    /// <summary>True when the interval lies on one side of zero.</summary>
    public bool IsClear => Low > 0 || High < 0;
}
