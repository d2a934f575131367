using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Evidence;

/// <summary>What public recipes of one kind write for one quantity.</summary>
/// <param name="Framework">Name of the dialect; <c>all</c> for all of them together.</param>
/// <param name="Regime">Kind of training.</param>
/// <param name="Models">Class of models.</param>
/// <param name="Family">Kind of optimizer.</param>
/// <param name="Quantity">Name of the setting.</param>
/// <param name="Repositories">Number of repositories that the values come from.</param>
/// <param name="Values">The values in ascending order, each recipe's once.</param>
internal sealed record EvidenceRow(
    string Framework, Regime Regime, ModelClass Models, OptimizerFamily Family, string Quantity, int Repositories,
        IReadOnlyList<double> Values)
{
    /// <summary>The percentiles that are published.</summary>
    public static IReadOnlyList<int> Percentiles { get; } = [0, 5, 25, 50, 75, 90, 95, 99, 100];

    /// <summary>The value below or at which a share of the recipes lies (nearest rank).</summary>
    public double Percentile(int percent) => Values[Math.Clamp((int)Math.Ceiling(percent / 100.0 * Values.Count) - 1, 0, Values.Count - 1)];

    /// <summary>The row as it is published.</summary>
    public string Text() => string.Join('\t', [
        Framework, Regime, Models, Family, Quantity, Values.Count, Repositories,
            .. Percentiles.Select(percent => (object)Number(Percentile(percent)))]);

    private static string Number(double value) => value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
}
