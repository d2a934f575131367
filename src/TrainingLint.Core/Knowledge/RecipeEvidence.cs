using System;
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

    private static readonly Lazy<Dictionary<string, RecipeEvidence>> Rows = new(Read);

    /// <summary>The value in the middle.</summary>
    public double Median => Percentiles.First(percentile => percentile.Percent == 50).Value;

    /// <summary>The row of a kind of recipes; null where too few are known.</summary>
    /// <param name="regime">Kind of training.</param>
    /// <param name="models">Class of models.</param>
    /// <param name="family">Kind of optimizer.</param>
    /// <param name="quantity">Such as <c>rate</c> or <c>weightDecay</c>.</param>
    public static RecipeEvidence? Find(Regime regime, ModelClass models, OptimizerFamily family, string quantity) =>
        Rows.Value.TryGetValue(KeyOf(regime.ToString(), models.ToString(), family.ToString(), quantity), out var row) ? row : null;

    /// <summary>The share of recipes that a value is above, in percent: the largest published one that holds.</summary>
    public int ShareBelow(double value) => Percentiles.LastOrDefault(percentile => percentile.Value < value).Percent;

    private static string KeyOf(string regime, string models, string family, string quantity) => regime + "/" + models + "/" + family + "/"
        + quantity;

    private static Dictionary<string, RecipeEvidence> Read()
    {
        using var reader = new StreamReader(typeof(RecipeEvidence).GetTypeInfo().Assembly.GetManifestResourceStream(Resource)!);
        var lines = reader.ReadToEnd().Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
        var percents = lines[0].Split('\t').Skip(FirstPercentile).Select(name => int.Parse(name.Substring(1), CultureInfo.InvariantCulture))
            .ToArray();
        var rows = new Dictionary<string, RecipeEvidence>(StringComparer.Ordinal);
        foreach (var cells in lines.Skip(1).Select(line => line.Split('\t')).Where(cells => cells[0] == AllFrameworks))
        {
            var values = cells.Skip(FirstPercentile).Select((cell, i) =>
                (percents[i], double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture)));
            rows[KeyOf(cells[1], cells[2], cells[3], cells[4])] =
                new(int.Parse(cells[5], CultureInfo.InvariantCulture), int.Parse(cells[6], CultureInfo.InvariantCulture), [.. values]);
        }

        return rows;
    }
}
