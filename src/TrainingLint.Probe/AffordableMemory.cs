using System;

namespace TrainingLint.Probe;

/// <summary>
/// Measures less where a model is too large for memory to hold what measuring needs: fewer Hessian products first, since each keeps a
/// vector; then none at all, since training, losses and the critical rate want a few vectors only.
/// </summary>
public static class AffordableMemory
{
    /// <summary>Vectors of doubles that training and losses hold: parameters, gradients, moments, a trial point, and the problem's own.</summary>
    private const int TrainingVectors = 12;

    /// <summary>What measuring curvature holds beside its basis: points, directions, products, divisors.</summary>
    private const int MeasuringVectors = 16;

    /// <summary>A second basis, for curvature as weights feel it, is at most this long.</summary>
    private const int SecondBasis = 40;

    /// <summary>With fewer products an end of the spectrum is not worth its name.</summary>
    private const int FewestProducts = 15;

    /// <summary>The experiment as far as this machine's memory goes; it says what it leaves out.</summary>
    /// <param name="options">The experiment.</param>
    /// <exception cref="RecipeNotRunnableException">Not even training fits.</exception>
    public static ProbeOptions Of(ProbeOptions options) => Of(options, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>The same for so many bytes.</summary>
    internal static ProbeOptions Of(ProbeOptions options, long available)
    {
        var size = (long)options.Problem.ParameterCount;
        var vector = size * sizeof(double);
        if (TrainingVectors * vector > available)
        {
            throw new RecipeNotRunnableException(FormattableString.Invariant($"{size} parameters need about {(TrainingVectors * vector) >> 20} MB to train, and {available >> 20} MB are available; use a smaller problem"));
        }

        var kept = size * (size >= Curvature.Lanczos.SingleFrom ? sizeof(float) : sizeof(double));
        var room = (available - ((TrainingVectors + MeasuringVectors) * vector)) / kept;
        if (options.SpectrumProducts + SecondBasis <= room || !options.MeasuresCurvature)
        {
            return options;
        }

        var products = (int)Math.Min(options.SpectrumProducts, room / 2);
        return products >= FewestProducts
            ? options with
            {
                SpectrumProducts = products,
                Assumptions = [.. options.Assumptions, FormattableString.Invariant($"curvature is measured with at most {products} products: more vectors of {size} parameters do not fit into the {available >> 20} MB that are available")],
            }
            : options with
            {
                MeasuresCurvature = false,
                StabilityPoints = 0,
                Questions = options.Questions & ProbeQuestions.Forecast,
                Assumptions = [.. options.Assumptions,
                    FormattableString.Invariant(
                        $"curvature is not measured: for {size} parameters that takes about {(((TrainingVectors + MeasuringVectors) * vector) + (2 * FewestProducts * kept)) >> 20} MB, and {available >> 20} MB are available")],
            };
    }
}
