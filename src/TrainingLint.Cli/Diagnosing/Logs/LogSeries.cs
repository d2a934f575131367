using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>The numbers logged under one name, in the order of their steps.</summary>
/// <param name="Name">The name as it was logged.</param>
/// <param name="Points">At least one.</param>
internal sealed record LogSeries(string Name, IReadOnlyList<LogPoint> Points)
{
    /// <summary>What the name stands for.</summary>
    public SeriesName Meaning { get; } = SeriesName.Of(Name);

    /// <summary>The points whose value is a number.</summary>
    public IReadOnlyList<LogPoint> Finite { get; } = [.. Points.Where(point => double.IsFinite(point.Value))];
}
