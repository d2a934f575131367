using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Curvature;

namespace TrainingLint.Cli.Probing.Html.Figures;

/// <summary>How the eigenvalues of the Hessian at the end are spread.</summary>
internal static class DensityFigure
{
    private const int Points = 401;
    private const int MostRows = 60;

    /// <summary>Width of the Gaussian that turns points into a curve, as a share of the spectrum's.</summary>
    private const double Width = 0.01;

    /// <summary>Room beside the outermost values, in widths of the Gaussian.</summary>
    private const double Margin = 5;

    /// <summary>Further below the highest density there are only the tails of the Gaussians, nothing of the spectrum.</summary>
    private const int Decades = 7;

    public static Figure? Of(CurvatureReport? curvature)
    {
        if (curvature is null || !(curvature.Largest > curvature.Smallest))
        {
            return null;
        }

        var sigma = Width * (curvature.Largest - curvature.Smallest);
        var density = curvature.Density;
        var places = Places(curvature.Smallest - (Margin * sigma), curvature.Largest + (Margin * sigma));
        return new Figure(
            "density",
            "Spectrum of the Hessian at the end",
            FormattableString.Invariant(
                $"Share of eigenvalues per unit of curvature, estimated from {density.Products} Hessian products and smoothed with a Gaussian of width {sigma.Rounded(2)}. Largest eigenvalue {curvature.Largest.Rounded()}, smallest {curvature.Smallest.Rounded(3)}. Logarithmic scale."),
            ["density"],
            Table(density),
            json =>
            {
                FigureNumbers.Write(json, "places", places);
                var values = places.Select(place => Smooth(density, place, sigma)).ToArray();
                var floor = values.Max() * Math.Pow(10, -Decades - 1);
                FigureNumbers.Write(json, "density", values.Select(value => Math.Max(value, floor)));
                json.WriteNumber("decades", Decades);
                json.WriteNumber("largest", curvature.Largest);
                json.WriteNumber("smallest", curvature.Smallest);
            });
    }

    /// <summary>The density at a place: each node of the quadrature as a normal distribution of its weight.</summary>
    internal static double Smooth(SpectralDensity density, double place, double sigma) =>
        density.Nodes.Zip(density.Weights, (node, weight) =>
    {
        var distance = (place - node) / sigma;
        return weight * Math.Exp(-0.5 * distance * distance) / (sigma * Math.Sqrt(2 * Math.PI));
    }).Sum();

    private static double[] Places(double from, double to) =>
        [.. Enumerable.Range(0, Points).Select(i => from + ((to - from) * i / (Points - 1)))];

    private static FigureTable Table(SpectralDensity density)
    {
        var shown = FigureNumbers.Spread(density.Nodes.Count, MostRows);
        return new FigureTable(
            ["eigenvalue near", "share of the spectrum"],
            [.. shown.Select(i => (IReadOnlyList<string>)[FigureNumbers.Show(density.Nodes[i]), FigureNumbers.Show(density.Weights[i])])],
            shown.Count < density.Nodes.Count ? FormattableString.Invariant($"{shown.Count} of {density.Nodes.Count} points of the quadrature.") : "");
    }
}
