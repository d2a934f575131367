namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// How probably the recipe fails on a network eight times as wide, with ten times the steps: it diverges, keeps nine tenths of its starting
/// loss, ends well above what it had reached, or errs as often as guessing does. A logistic regression on what small runs of random recipes
/// showed; tools/TrainingLint.ForecastFit makes it again, and docs/forecast.md says how far it can be trusted.
/// </summary>
/// <param name="Probability">The probability; not a number for a problem of a kind that the forecast does not know.</param>
/// <param name="Low">Lower end of its 95 % interval, from the error of the fit.</param>
/// <param name="High">Upper end.</param>
public sealed record FailureForecast(double Probability, double Low, double High)
{
    /// <summary>Probabilities between this and what it leaves to 1 tell nothing.</summary>
    private const double Even = 0.3;

    /// <summary>For kinds of problems that were not fitted.</summary>
    public static FailureForecast Unknown { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>What it comes to.</summary>
    public FailureVerdict Verdict => Probability <= Even ? FailureVerdict.Unlikely
        : Probability >= 1 - Even ? FailureVerdict.Likely
        : FailureVerdict.CannotTell;
}
