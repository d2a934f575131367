using System;
using System.Globalization;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>A probe's result for people: what was run, where it ended, how sharp that is, how far from the limit, and what to do.</summary>
internal static class ProbeTextReport
{
    /// <summary>Label of what to do about the risks.</summary>
    public const string AdviceLabel = "next";

    private const int LabelWidth = 11;

    public static void Write(ProbeAnswer answer, TerminalIo io)
    {
        var ansi = new Ansi(io.UseColor);
        void Line(string label, FormattableString text) =>
            io.Say($"{ansi.Bold(label.PadRight(LabelWidth))}{text.ToString(CultureInfo.InvariantCulture)}");

        if (answer is { Result: { } result, Plan.Steps: > 0 })
        {
            io.Say($"{ansi.Bold(ProbeNames.Sentence(result.Soundness))}");
        }

        Describe(answer, Line, risk => io.Say($"{ansi.Caret("risk".PadRight(LabelWidth))}{risk}"));
    }

    /// <summary>All there is to say, line by line.</summary>
    /// <param name="answer">What was found.</param>
    /// <param name="line">Hears a label, empty where a line belongs to the one before, and its text.</param>
    /// <param name="risk">Hears of a risk.</param>
    public static void Describe(ProbeAnswer answer, Action<string, FormattableString> line, Action<string> risk)
    {
        line("problem", $"{ProbeNames.Describe(answer.Problem)}: {answer.Problem.ParameterCount} parameters, {answer.Problem.SampleCount} samples");
        foreach (var reason in answer.StandIn?.Reasons ?? [])
        {
            line("", $"{reason}");
        }

        foreach (var note in (answer.Problem as IHasNotes)?.Notes ?? [])
        {
            line("", $"{note}");
        }

        if (answer.Result is { } result)
        {
            WriteResult(answer, result, line, risk);
        }
        else if (answer.Recipe is { } recipe)
        {
            line("recipe", $"{recipe.ShownName}: not run as it is written, because {answer.NotRun}");
        }

        if (answer.Verification is { } verified)
        {
            VerificationSection.Write(verified, answer, line);
        }
    }

    private static void WriteResult(ProbeAnswer answer, ProbeResult result, Action<string, FormattableString> line, Action<string> risk)
    {
        if (answer.Recipe is { } recipe)
        {
            var optimizer = recipe.Recipe.Get(Facts.Optimizer).Or("?");
            line("recipe", $"{recipe.ShownName}: {optimizer}, peak learning rate {result.Stability.PeakRate.Rounded()}, batch of {result.Run.BatchSize}");
            foreach (var assumed in answer.Plan?.Assumptions ?? [])
            {
                line("", $"{assumed}");
            }
        }

        WriteRun(result, line);
        WriteStability(result, line);
        if (result.Sweep is { } sweep)
        {
            WriteSweep(sweep, line);
        }

        SettingTrialLines.Write(line, result.SettingTrials);
        foreach (var section in AnswerSections.All)
        {
            section.WriteText(result, line);
        }

        WriteRisks(result, line, risk);
    }

    private static void WriteRisks(ProbeResult result, Action<string, FormattableString> line, Action<string> risk)
    {
        foreach (var found in result.Risks)
        {
            risk(found);
        }

        if (result.Risks.Count > 0)
        {
            line(AdviceLabel, $"{result.Soundness.Advice}");
        }
    }

    private static void WriteRun(ProbeResult result, Action<string, FormattableString> line)
    {
        var run = result.Run;
        line("run",
            $"{run.Steps} steps with seed {run.Seed}, loss {run.InitialLoss.Rounded()} to {run.FinalLoss.Rounded()}{(run.HeldOutLoss is { } heldOut ? FormattableString.Invariant($" ({heldOut.Rounded()} on what was held out)") : "")}, gradient norm {run.GradientNorm.Rounded(3)}, {run.Seconds:F1} s{(result.IsPartial ? "; stopped early, so this is a part" : "")}");
        line("ended", $"{ProbeNames.Of(run.Verdict)}: {string.Join("; ", run.Judgement.Evidence)}");
        if (result.Curvature is { } curvature)
        {
            line("sharpness", $"largest eigenvalue {Value(curvature.LargestEigenvalue)}, smallest {Value(curvature.SmallestEigenvalue)}");
            if (curvature.Trace is { } trace)
            {
                line("", $"trace {trace.Value:G5}{(trace.StandardError > 0 ? FormattableString.Invariant($" \u00b1 {trace.StandardError.Rounded(2)}") : " (exact)")}");
            }

            if (curvature.Relative is { } relative)
            {
                line("",
                    $"relative to the size of the weights {Value(relative)}{(curvature.FilterNormalised is { } filters ? FormattableString.Invariant($", of the filters {filters.Value.Rounded()}") : "")}");
            }
        }
    }

    private static void WriteStability(ProbeResult result, Action<string, FormattableString> line)
    {
        var stability = result.Stability;
        if (stability.LargestStableRate is not { } limit)
        {
            line("stability", $"{stability.Rule.Name}: {(stability.Rule.Factor is null ? "curvature sets no fixed limit to its steps, whose size does not follow from that of the gradient" : "not measured")}");
            return;
        }

        var closest = stability.Closest;
        if (result.Risks.Count > 0 && closest is { Margin: < 1 } crossed)
        {
            line("stability", $"{stability.Rule.Name}: at step {crossed.Step} of {stability.Margins.Count} the limit is {crossed.Margin.Rounded(3)} times the rate, which is too high there");
            if (double.IsFinite(limit))
            {
                line("", $"the limit of {limit.Rounded()} where the run ended is that of the place to which it was thrown");
            }

            return;
        }

        if (double.IsPositiveInfinity(limit))
        {
            line("stability", $"{stability.Rule.Name}: nothing bends upwards where the run ended, so that no rate is too high there");
            return;
        }

        if (!double.IsFinite(stability.PeakRate))
        {
            line("stability", $"{stability.Rule.Name}: learning rates up to {limit.Rounded()} are stable here");
            return;
        }

        line("stability",
            $"{stability.Rule.Name}: learning rates up to {limit.Rounded()} \u00b1 {(stability.LargestStableRateError ?? 0).Rounded(2)} are stable at the end, {(stability.Margin ?? double.NaN).Rounded(3)} times the peak");
        if (closest is { } nearest && double.IsFinite(nearest.Margin))
        {
            line("", $"closest at step {nearest.Step} of {stability.Margins.Count}, where the limit is {nearest.Margin.Rounded(3)} times the rate");
        }
    }

    private static void WriteSweep(RateSweepReport sweep, Action<string, FormattableString> line)
    {
        if (sweep.Best is not { } best)
        {
            line("rates",
                $"none of {sweep.Rates.Count} rates from {sweep.Rates[0].PeakRate.Rounded(2)} to {sweep.Rates[^1].PeakRate.Rounded(2)} learns anything within {sweep.Steps} steps ({Seeds(sweep)})");
            return;
        }

        var (low, high) = sweep.GoodRange!.Value;
        var usable = sweep.LargestUsableRate is { } largest ? FormattableString.Invariant($"; up to {largest.Rounded(2)} still trains") : "";
        var range = low < high ? FormattableString.Invariant($"{low.Rounded(2)} to {high.Rounded(2)} come within 5 %") : "no other comes within 5 %";
        var found = FormattableString.Invariant($"{best.PeakRate.Rounded(2)} ends lowest, at {best.Loss.Rounded(3)}; {range}{Place(sweep)}{usable}");
        line("rates", $"of {sweep.Rates.Count} peak rates around {sweep.RecipeRate.Rounded(3)}, {found} ({sweep.Steps} steps, {Seeds(sweep)}, sensitivity {sweep.Sensitivity:F2})");
    }

    /// <summary>Where the recipe's rate lies; rates are half a decade apart, so that a tenth is rounding.</summary>
    private static string Place(RateSweepReport sweep) => sweep.Place switch
    {
        { AboveLow: < -0.1 and var low } => FormattableString.Invariant($", {-low:F1} decades above this one"),
        { BelowHigh: < -0.1 and var high } => FormattableString.Invariant($", {-high:F1} decades below this one"),
        { BelowHigh: var room } => FormattableString.Invariant($", up to {room:F1} decades above this one"),
        _ => "",
    };

    private static string Seeds(RateSweepReport sweep) => sweep.Seeds == 1 ? "one seed" : FormattableString.Invariant($"{sweep.Seeds} seeds");

    private static string Value(Eigenvalue eigenvalue) =>
        FormattableString.Invariant($"{eigenvalue.Value:G6} \u00b1 {eigenvalue.Residual.Rounded(2)}");
}
