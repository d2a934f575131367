using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>What a run has logged.</summary>
internal sealed record RunLog
{
    /// <summary>How it is written.</summary>
    public required LogFormat Format { get; init; }

    /// <summary>The files that it stands in, as they are shown.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What was logged, by name in ordinal order.</summary>
    public required IReadOnlyList<LogSeries> Series { get; init; }

    /// <summary>What steps are counted in.</summary>
    public required LogUnit Unit { get; init; }

    /// <summary>Optimizer steps that the run was to make, where the log says so.</summary>
    public double? PlannedSteps { get; init; }

    /// <summary>Steps of one pass over the data, where the log counts both.</summary>
    public double? StepsPerEpoch { get; init; }

    /// <summary>What could not be read, with file and place.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The first and the last step.</summary>
    public (double First, double Last) Range => (Series.Min(series => series.Points[0].Step), Series.Max(series => series.Points[^1].Step));

    /// <summary>A place for people.</summary>
    public string Where(LogPlace place) => Format == LogFormat.Events
        ? FormattableString.Invariant($"{Files[place.File]}: byte {place.Position}")
        : FormattableString.Invariant($"{Files[place.File]}:{place.Position}");
}
