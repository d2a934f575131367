using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>Gathers what a reader finds.</summary>
/// <param name="format">How the log is written.</param>
internal sealed class LogBuilder(LogFormat format)
{
    /// <summary>A log with more numbers is not read: it would not fit into the memory of a small machine.</summary>
    private const int MostPoints = 5_000_000;

    private const int MostProblems = 5;

    /// <summary>The count of optimizer steps under the names that frameworks give it, the surest first.</summary>
    private static readonly string[] StepNames =
    [
        "global_step", "train/global_step", "trainer/global_step", "step", "steps", "num_updates", "iteration", "iter", "it", "_step", "num_steps", "total_steps",
    ];

    private readonly Dictionary<string, List<LogPoint>> _series = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];
    private readonly List<string> _problems = [];
    private readonly MissingLosses _missing = new();
    private int _points;
    private int _rows;
    private double _lastStep = double.NaN;
    private LogUnit _unit = LogUnit.Entries;
    private (double Step, double Epoch) _progress;

    /// <summary>Optimizer steps that the run was to make.</summary>
    public double? PlannedSteps { get; set; }

    /// <summary>Begins with a file; what is added from now on stands in it.</summary>
    public void Begin(string shown) => _files.Add(shown);

    /// <summary>Remembers what could not be read. After a few, the rest is only counted.</summary>
    public void Problem(string message)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(message);
        }
        else if (_problems.Count == MostProblems)
        {
            _problems.Add("there are more places that cannot be read");
        }
    }

    /// <summary>Adds a number whose step is known.</summary>
    public void Add(string name, double step, double value, long position)
    {
        if (++_points > MostPoints)
        {
            throw new LogFormatException(FormattableString.Invariant(
                $"{_files[^1]}: more than {MostPoints} numbers; log less often, or name a part of the log"));
        }

        if (!_series.TryGetValue(name, out var points))
        {
            _series.Add(name, points = []);
        }

        _unit = LogUnit.Steps;
        points.Add(new(step, value, new(_files.Count - 1, position)));
    }

    /// <summary>Adds an entry whose step stands among its own fields.</summary>
    /// <param name="fields">Its numbers.</param>
    /// <param name="empty">Names of what it holds without a number.</param>
    /// <param name="position">Where it stands.</param>
    public void AddRow(IReadOnlyList<(string Name, double Value)> fields, IReadOnlyList<string> empty, long position)
    {
        var (step, unit) = StepOf(fields);
        _rows++;
        foreach (var (name, value) in fields)
        {
            Add(name, step, value, position);
        }

        _missing.See(fields, empty, step, new(_files.Count - 1, position));
        _unit = unit;
    }

    /// <summary>The log; points in the order of their steps.</summary>
    /// <param name="wanted">What is wanted, for a log that holds nothing.</param>
    public RunLog Build(string wanted)
    {
        foreach (var (name, points) in _missing.ToTheEnd())
        {
            _series[name].AddRange(points);
        }

        return Built(wanted);
    }

    private RunLog Built(string wanted) => _series.Count == 0
        ? throw new LogFormatException(_problems.Count > 0 ? _problems[0] : _files[0] + ": holds no numbers; " + wanted)
        : new RunLog
        {
            Format = format,
            Files = _files,
            Series = [.. _series.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new LogSeries(pair.Key, RepeatedSteps.Last(pair.Value)))],
            Unit = _unit,
            PlannedSteps = PlannedSteps,
            StepsPerEpoch = _progress.Epoch > 0 ? _progress.Step / _progress.Epoch : null,
            Problems = _problems,
        };

    private (double Step, LogUnit Unit) StepOf(IReadOnlyList<(string Name, double Value)> fields)
    {
        foreach (var name in StepNames)
        {
            if (Field(fields, name) is { } step)
            {
                // Whole epochs may be counted from 0 or 1; parts of one cannot be mistaken.
                if (Field(fields, "epoch") is > 0 and var epoch && epoch != Math.Floor(epoch))
                {
                    _progress = (step, epoch);
                }

                _lastStep = step;
                return (step, LogUnit.Steps);
            }
        }

        if (_unit == LogUnit.Steps)
        {
            return (_lastStep, LogUnit.Steps);
        }

        return Field(fields, "epoch") is { } whole ? (whole, LogUnit.Epochs) : (_rows, _unit);
    }

    private static double? Field(IReadOnlyList<(string Name, double Value)> fields, string name)
    {
        foreach (var (key, value) in fields)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase) && double.IsFinite(value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>True for the words that programs write where they have no number.</summary>
    public static bool IsNothing(string text) => text.Trim().ToLowerInvariant() is "none" or "null";

    /// <summary>A number as Python, C and spreadsheets write it, NaN and infinities included; null for other text.</summary>
    public static double? Number(string text) => text.Trim().ToLowerInvariant() switch
    {
        "nan" or "-nan" or "+nan" => double.NaN,
        "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        var plain => double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
