using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Forecasts;

/// <summary>A logistic regression: weights, and how surely they are known.</summary>
/// <param name="Weights">One for each feature.</param>
/// <param name="Covariance">Of the weights, row by row.</param>
internal sealed record FailureModel(IReadOnlyList<double> Weights, IReadOnlyList<double> Covariance)
{
    private const string Resource = "TrainingLint.Probe.failure-forecast.tsv";
    private const char Separator = '\t';

    /// <summary>Two-sided 95 % quantile of the normal distribution.</summary>
    private const double Quantile = 1.959963984540054;

    private static readonly Lazy<FailureModel> Fitted = new(Load);

    /// <summary>The one that was fitted by tools/TrainingLint.ForecastFit.</summary>
    public static FailureModel Shipped => Fitted.Value;

    /// <summary>The forecast for a probe's result; null where it says too little.</summary>
    public static FailureForecast? Forecast(ProbeResult result, ProbeOptions options) =>
        FailureSigns.Of(result, options) is not { } signs ? null
        : options is { Problem: DigitsPerceptron, Weights: null } ? Shipped.Of(signs)
        : FailureForecast.Unknown;

    /// <summary>The forecast for some signs.</summary>
    public FailureForecast Of(FailureSigns signs)
    {
        var features = FailureFeatures.Of(signs);
        var odds = TensorPrimitives.Dot<double>(features, [.. Weights]);
        var variance = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            for (var j = 0; j < features.Length; j++)
            {
                variance += features[i] * Covariance[(i * features.Length) + j] * features[j];
            }
        }

        var reach = Quantile * Math.Sqrt(Math.Max(0, variance));
        return new(Probability(odds), Probability(odds - reach), Probability(odds + reach));
    }

    /// <summary>The model as a table: a feature, its weight, and its row of the covariance in each line.</summary>
    public string ToTable() => string.Concat(FailureFeatures.Names.Select((name, i) => string.Join(Separator,
        [name, Number(Weights[i]), .. Covariance.Skip(i * Weights.Count).Take(Weights.Count).Select(Number)]) + "\n"));

    /// <summary>Reads such a table.</summary>
    public static FailureModel Parse(IEnumerable<string> lines)
    {
        double[][] rows = [.. lines.Select(line => Array.ConvertAll(line.Split(Separator)[1..], cell =>
            double.Parse(cell, CultureInfo.InvariantCulture)))];
        return new([.. rows.Select(row => row[0])], [.. rows.SelectMany(row => row[1..])]);
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));

    private static FailureModel Load()
    {
        using var reader = new StreamReader(typeof(FailureModel).Assembly.GetManifestResourceStream(Resource)!);
        return Parse(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
