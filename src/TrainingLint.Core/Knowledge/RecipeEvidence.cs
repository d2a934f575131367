using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;

namespace TrainingLint.Core.Knowledge;

/// <summary>
/// What public recipes of one kind write for one quantity: a row of <c>evidence.tsv</c>, which <c>tools/TrainingLint.Evidence</c> sums up
/// from
/// checkouts of public repositories (docs/evidence.md).
/// </summary>
/// <param name="Recipes">Number of recipes.</param>
/// <param name="Repositories">Number of repositories that they come from.</param>
/// <param name="Percentiles">Percent and value, in ascending order, the smallest and the largest included.</param>
public sealed record RecipeEvidence(int Recipes, int Repositories, IReadOnlyList<(int Percent, double Value)> Percentiles)
{
    private const string Resource = "TrainingLint.Evidence.tsv";
    private const string AllFrameworks = "all";
    private const int FirstPercentile = 7;

    private static readonly Lazy<string[]> Lines = new(Read);
    private static readonly ConcurrentDictionary<string, RecipeEvidence?> Rows = new(StringComparer.Ordinal);

    /// <summary>The value in the middle.</summary>
    public double Median => Percentiles.First(percentile => percentile.Percent == 50).Value;

    /// <summary>The row of a kind of recipes; null where too few are known.</summary>
    /// <param name="regime">Kind of training.</param>
    /// <param name="models">Class of models.</param>
    /// <param name="family">Kind of optimizer.</param>
    /// <param name="quantity">Such as <c>rate</c> or <c>weightDecay</c>.</param>
    public static RecipeEvidence? Find(Regime regime, ModelClass models, OptimizerFamily family, string quantity) =>
        Rows.GetOrAdd(string.Join("\t", AllFrameworks, regime, models, family, quantity) + "\t", Row);

    /// <summary>The share of recipes that a value is above, in percent: the largest published one that holds.</summary>
    public int ShareBelow(double value) => Percentiles.LastOrDefault(percentile => percentile.Value < value).Percent;

    private static string[] Read()
    {
        var lines = new List<string>();
        using var reader = new StreamReader(typeof(RecipeEvidence).GetTypeInfo().Assembly.GetManifestResourceStream(Resource)!);
        while (reader.ReadLine() is { } line)
        {
            if (lines.Count == 0 || line.StartsWith(AllFrameworks + "\t", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        return [.. lines];
    }

    // A run asks for a row or two: the others are never taken apart.
    private static RecipeEvidence? Row(string start)
    {
        if (Array.Find(Lines.Value, line => line.StartsWith(start, StringComparison.Ordinal)) is not { } found)
        {
            return null;
        }

        var names = Lines.Value[0].Split('\t');
        var cells = found.Split('\t');
        var values = cells.Skip(FirstPercentile).Select((cell, i) =>
            (int.Parse(names[FirstPercentile + i].Substring(1), CultureInfo.InvariantCulture),
                double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture)));
        return new(int.Parse(cells[5], CultureInfo.InvariantCulture), int.Parse(cells[6], CultureInfo.InvariantCulture), [.. values]);
    }
}
