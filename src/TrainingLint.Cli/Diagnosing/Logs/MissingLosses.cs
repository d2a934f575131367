using System;
using System.Collections.Generic;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>
/// Losses that a program wrote as nothing: many writers of JSON have no NaN and write null, and Python prints None. An entry without a loss
/// is no such thing, since evaluations are entries too; only one that holds a learning rate, as those with a loss before it do, is one of
/// training.
/// </summary>
internal sealed class MissingLosses
{
    private const int FewestToTheEnd = 3;

    private readonly Dictionary<string, List<LogPoint>> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _trained = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeriesKind> _kinds = new(StringComparer.Ordinal);

    /// <summary>Looks at an entry.</summary>
    /// <param name="fields">Its numbers.</param>
    /// <param name="empty">Names of what it holds without a number.</param>
    /// <param name="step">Its step.</param>
    /// <param name="place">Where it stands.</param>
    public void See(IReadOnlyList<(string Name, double Value)> fields, IReadOnlyList<string> empty, double step, LogPlace place)
    {
        var hasRate = false;
        foreach (var (name, _) in fields)
        {
            hasRate |= KindOf(name) == SeriesKind.Rate;
        }

        if (!hasRate)
        {
            return;
        }

        foreach (var (name, _) in fields)
        {
            if (KindOf(name) == SeriesKind.Loss)
            {
                _trained[name] = _trained.GetValueOrDefault(name) + 1;
                _missing.Remove(name);
            }
        }

        foreach (var name in empty)
        {
            if (KindOf(name) == SeriesKind.Loss)
            {
                _missing.TryAdd(name, []);
                _missing[name].Add(new(step, double.NaN, place));
            }
        }
    }

    /// <summary>Losses that are missing to the end of the log, behind others that were there.</summary>
    public IEnumerable<(string Name, IReadOnlyList<LogPoint> Points)> ToTheEnd()
    {
        foreach (var (name, points) in _missing)
        {
            if (points.Count >= FewestToTheEnd && _trained.GetValueOrDefault(name) >= FewestToTheEnd)
            {
                yield return (name, points);
            }
        }
    }

    private SeriesKind KindOf(string name)
    {
        if (!_kinds.TryGetValue(name, out var kind))
        {
            _kinds.Add(name, kind = SeriesName.Of(name).Kind);
        }

        return kind;
    }
}
