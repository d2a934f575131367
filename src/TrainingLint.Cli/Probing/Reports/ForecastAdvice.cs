using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Forecasts;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>One sentence on what to do about each forecast.</summary>
internal static class ForecastAdvice
{
    /// <summary>Room above which it is worth a word.</summary>
    private const double MuchRoom = 10;

    /// <summary>Batches this many times off the noise scale are worth a word.</summary>
    private const double FarOff = 2;

    /// <summary>
    /// A single update that raises the loss is nothing to act on: momentum overshoots, and small batches mislead. What to change is said once,
    /// in the first line, so that no two numbers compete.
    /// </summary>
    public static string Of(CriticalRatePoint closest, ForecastReport report)
    {
        var downhill = report.CriticalRates.Count(point => point.Low > 0);
        var above = report.CriticalRates.Count(point => point.Low > 0 && point.Room < 1);
        var raised = FormattableString.Invariant($"{above} of {downhill} updates raised the loss");
        return report.IsOfARiskyRun
            ? above > 0 ? raised + ", which fits what went wrong" : "no update that was tried raises the loss by itself: what went wrong is not the length of single steps"
            : 2 * above > downhill ? raised + ", and the run came through: it has no room for a higher rate"
            : above > 0 ? raised + ", as momentum and small batches do"
            : closest.Room > MuchRoom ? "no update comes near to raising the loss"
            : "no update that was tried raises the loss";
    }

    public static string Of(ForecastReport report)
    {
        var (least, most) = (report.NoiseScales.Min(point => point.Low), report.NoiseScales.Max(point => point.High));
        var ratio = report.BatchSize / most;
        return report.IsOfARiskyRun ? "measured on a run that went wrong, it is no guide to a batch"
            : ratio > FarOff
            ? FormattableString.Invariant($"{100 * ratio / (1 + ratio):F0} % of the samples of each batch buy nothing: ")
                + FormattableString.Invariant($"a batch of about {Math.Max(1, most):F0} needs fewer of them")
            : report.BatchSize * FarOff < least
            ? FormattableString.Invariant($"batches of up to {least:F0} would need fewer steps, nearly in proportion")
            : "the batch is about as large as is useful";
    }

    public static string Of(FailureForecast failure) => double.IsNaN(failure.Probability)
        ? "whether a network eight times as wide would fail cannot be told: the forecast knows fully connected networks only"
        : FormattableString.Invariant($"a network eight times as wide, trained ten times as long, fails with a probability of {Percent(failure.Probability)} ")
            + FormattableString.Invariant($"({Percent(failure.Low)} to {Percent(failure.High)})")
            + (failure.Verdict == FailureVerdict.CannotTell ? ": too even to tell" : "");

    private static string Percent(double share) => share < 0.01 ? "less than 1 %" : share > 0.99 ? "more than 99 %"
        : FormattableString.Invariant($"{100 * share:F0} %");

    public static string NameOf(FailureVerdict verdict) => verdict switch
    {
        FailureVerdict.Unlikely => "unlikely",
        FailureVerdict.Likely => "likely",
        _ => "cannot-tell",
    };

    public static string Of(SecondMomentReport moment) => moment.Foreseen > 0
        ? "the second moment forgets too slowly: lower beta2 to 0.95, or divide the rate by this ratio where it is above 1"
        : moment.Highest > SecondMomentReport.WarningLevel
        ? "gradients outran the second moment without a jump: watch this number in longer runs"
        : "the second moment keeps up with the gradients";

    public static string Of(MemoryLimitReport memory) => memory.Foreseen > 0
        ? memory.Trials.Where(trial => trial.Jumps < memory.Jumps.Count).MinBy(trial => (trial.Jumps, -trial.Beta2)) is { } better
            ? FormattableString.Invariant($"write beta2 {NumberText.Of(better.Beta2)}, with which the loss jumps {better.Jumps} times instead of {memory.Jumps.Count}")
            : memory.Trials.Count > 0 ? "a shorter memory does not spare the jumps: lower the rate"
            : "lower beta2 to 0.95, or the rate"
        : memory.Beyond > 0
        ? FormattableString.Invariant($"beyond it at {memory.Beyond} of {memory.Points.Count} places without a jump so far: look for jumps in longer runs")
        : "the run stays below it";

    public static string Of(WarmupNeed need) => need.Verdict switch
    {
        WarmupVerdict.NotNeeded => "no warmup is needed for this peak here",
        WarmupVerdict.Enough => FormattableString.Invariant($"its own {need.OwnSteps} steps are enough"),
        WarmupVerdict.NoneHelps => FormattableString.Invariant($"none saves more runs than its own {need.OwnSteps} steps: lower the peak"),
        _ when need.Safe is { } safe => FormattableString.Invariant($"warm up over {safe} steps instead of {need.OwnSteps}"),
        _ => FormattableString.Invariant($"warm up longer than {need.OwnSteps} steps, and lower the peak"),
    };

    public static string Of(LengthNeed need) => need.Verdict switch
    {
        LengthVerdict.LongEnough => "the run is long enough",
        LengthVerdict.TooShort => "the run is too short: allow more steps",
        LengthVerdict.TooTimid => "the rate is too timid: raise it before the length",
        _ => "the seeds leave open whether more steps pay",
    };

    public static string NameOf(WarmupVerdict verdict) => verdict switch
    {
        WarmupVerdict.NotNeeded => "not-needed",
        WarmupVerdict.Enough => "enough",
        WarmupVerdict.TooShort => "too-short",
        _ => "none-helps",
    };

    public static string NameOf(LengthVerdict verdict) => verdict switch
    {
        LengthVerdict.LongEnough => "long-enough",
        LengthVerdict.TooShort => "too-short",
        LengthVerdict.TooTimid => "too-timid",
        _ => "open",
    };
}
