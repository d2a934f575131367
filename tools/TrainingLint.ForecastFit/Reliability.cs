using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.ForecastFit;

/// <summary>How good forecasts were, as lines of Markdown.</summary>
internal static class Reliability
{
    private const int Bins = 10;

    /// <summary>Mean squared difference between forecast and outcome.</summary>
    public static double Brier(IReadOnlyList<(double Forecast, bool HasFailed)> cases) =>
        cases.Average(pair => Math.Pow(pair.Forecast - (pair.HasFailed ? 1 : 0), 2));

    /// <summary>Probability that a failed run had the higher forecast than one that worked.</summary>
    public static double Discrimination(IReadOnlyList<(double Forecast, bool HasFailed)> cases)
    {
        double[] failed = [.. cases.Where(pair => pair.HasFailed).Select(pair => pair.Forecast)];
        double[] sound = [.. cases.Where(pair => !pair.HasFailed).Select(pair => pair.Forecast)];
        return failed.Sum(one => sound.Sum(other => one > other ? 1 : one == other ? 0.5 : 0)) / ((double)failed.Length * sound.Length);
    }

    /// <summary>Forecasts beside how often they came true.</summary>
    public static IEnumerable<string> Curve(IReadOnlyList<(double Forecast, bool HasFailed)> cases)
    {
        yield return "| forecast | recipes | mean forecast | failed |";
        yield return "| --- | --- | --- | --- |";
        foreach (var bin in cases.GroupBy(pair => Math.Min(Bins - 1, (int)(Bins * pair.Forecast))).OrderBy(bin => bin.Key))
        {
            yield return FormattableString.Invariant(
                $"| {100 * bin.Key / Bins} to {100 * (bin.Key + 1) / Bins} % | {bin.Count()} | {100 * bin.Average(pair => pair.Forecast):F1} % | {100.0 * bin.Count(pair => pair.HasFailed) / bin.Count():F1} % |");
        }
    }

    /// <summary>One row of scores.</summary>
    public static string Row(string name, IReadOnlyList<(double Forecast, bool HasFailed)> cases) =>
        FormattableString.Invariant($"| {name} | {cases.Count} | {Brier(cases):F4} | {Discrimination(cases):F3} |");
}
