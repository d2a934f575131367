using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using TrainingLint.Probe.Forecasts;

namespace TrainingLint.ForecastFit;

/// <summary>Logistic regression with a little shrinking of all weights but the constant, by Newton's method.</summary>
internal static class Regression
{
    private const double Shrinking = 1;
    private const int MostIterations = 50;
    private const double Tolerance = 1e-9;

    /// <summary>The model of some trials.</summary>
    public static FailureModel Fit(IReadOnlyList<Trial> trials)
    {
        var features = trials.Select(trial => Vector<double>.Build.Dense(FailureFeatures.Of(trial.Signs))).ToArray();
        var size = features[0].Count;
        var weights = Vector<double>.Build.Dense(size);
        for (var i = 0; i < MostIterations; i++)
        {
            var (slope, information) = At(weights, features, trials);
            var step = information.Cholesky().Solve(slope);
            weights += step;
            if (step.AbsoluteMaximum() < Tolerance)
            {
                break;
            }
        }

        var covariance = At(weights, features, trials).Information.Inverse();
        return new([.. weights], [.. covariance.EnumerateRows().SelectMany(row => row)]);
    }

    private static (Vector<double> Slope, Matrix<double> Information) At(Vector<double> weights, Vector<double>[] features,
        IReadOnlyList<Trial> trials)
    {
        var size = weights.Count;
        var slope = -Shrinking * weights;
        var information = Matrix<double>.Build.DenseDiagonal(size, Shrinking);
        (slope[0], information[0, 0]) = (0, 0);
        for (var k = 0; k < features.Length; k++)
        {
            var feature = features[k];
            var probability = 1 / (1 + Math.Exp(-weights.DotProduct(feature)));
            slope += ((trials[k].HasFailed ? 1 : 0) - probability) * feature;
            var spread = probability * (1 - probability);
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    information[i, j] += spread * feature[i] * feature[j];
                }
            }
        }

        return (slope, information);
    }
}
