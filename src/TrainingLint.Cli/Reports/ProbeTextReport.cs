using System;
using System.Globalization;
using System.Linq;
using TrainingLint.Cli.Probing;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe;
using TrainingLint.Probe.Curvature;

namespace TrainingLint.Cli.Reports;

/// <summary>A probe's result for people: what was run, where it ended, how sharp that is, how far from the limit, and what to do.</summary>
internal static class ProbeTextReport
{
    private const int LabelWidth = 11;

    /// <summary>Eigenvalues below this share of the largest count as zero.</summary>
    private const double NoCurvature = 1e-6;

    public static void Write(ProbeOptions plan, ProbedRecipe? recipe, ProbeResult result, TerminalIo io)
    {
        var ansi = new Ansi(io.UseColor);
        void Line(string label, FormattableString text) => io.Output.WriteLine(ansi.Bold(label.PadRight(LabelWidth)) + text.ToString(CultureInfo.InvariantCulture));

        Describe(plan, recipe, result, Line);
        foreach (var risk in result.Risks)
        {
            io.Output.WriteLine(ansi.Caret("risk".PadRight(LabelWidth)) + risk);
        }

        if (Advice(result) is { } advice)
        {
            Line("next", advice);
        }
    }

    /// <summary>All that was measured, line by line: a label, empty where a line belongs to the one before, and its text.</summary>
    public static void Describe(ProbeOptions plan, ProbedRecipe? recipe, ProbeResult result, Action<string, FormattableString> line)
    {
        line("problem", $"{ProbeNames.Describe(plan.Problem)}: {plan.Problem.ParameterCount} parameters, {plan.Problem.SampleCount} samples");
        if (recipe is not null)
        {
            line("recipe", $"{recipe.File.Path}{(recipe.Recipe.Name.Length > 0 ? " " + recipe.Recipe.Name : "")}: {recipe.Recipe.Get(Facts.Optimizer).Or("?")}, peak learning rate {result.Stability.PeakRate:G4}, batch of {result.Run.BatchSize}");
        }

        var run = result.Run;
        line("run", $"{run.Steps} steps with seed {run.Seed}, loss {run.InitialLoss:G4} to {run.FinalLoss:G4}, gradient norm {run.GradientNorm:G3}, {run.Seconds:F1} s{(result.IsPartial ? "; stopped early, so this is a part" : "")}");
        line("ended", $"{ProbeNames.Of(run.Verdict)}: {string.Join("; ", run.Judgement.Evidence)}");
        if (result.Curvature is { } curvature)
        {
            line("sharpness", $"largest eigenvalue {Value(curvature.LargestEigenvalue)}, smallest {Value(curvature.SmallestEigenvalue)}");
            if (curvature.Trace is { } trace)
            {
                line("", $"trace {trace.Value:G5}{(trace.StandardError > 0 ? FormattableString.Invariant($" \u00b1 {trace.StandardError:G2}") : " (exact)")}, negative share of the spectrum {100 * curvature.Density.ShareBelow(-NoCurvature * Math.Abs(curvature.Largest)).Value:F0} %");
            }

            if (curvature.Relative is { } relative)
            {
                line("", $"relative to the size of the weights {Value(relative)}{(curvature.FilterNormalised is { } filters ? FormattableString.Invariant($", of the filters {filters.Value:G4}") : "")}");
            }
        }

        WriteStability(result, line);
    }

    /// <summary>What to do about the risks; null when the numbers do not say.</summary>
    public static FormattableString? Advice(ProbeResult result)
    {
        if (result.Risks.Count == 0 || result.Stability.LargestStableRate is not { } limit || !(limit < result.Stability.PeakRate))
        {
            return null;
        }

        return $"lower the peak learning rate or warm up longer: here the rate is {result.Stability.PeakRate / limit:G3} times what is stable";
    }

    private static void WriteStability(ProbeResult result, Action<string, FormattableString> line)
    {
        var stability = result.Stability;
        if (stability.LargestStableRate is not { } limit)
        {
            line("stability", $"{stability.Rule.Name}: {(stability.Rule.Factor is null ? "curvature sets no limit to sign steps; they bounce with the amplitude of the rate" : "not measured")}");
            return;
        }

        if (!double.IsFinite(stability.PeakRate))
        {
            line("stability", $"{stability.Rule.Name}: learning rates up to {limit:G4} are stable here");
            return;
        }

        line("stability", $"{stability.Rule.Name}: learning rates up to {limit:G4} \u00b1 {stability.LargestStableRateError ?? 0:G2} are stable at the end, {stability.Margin:G3} times the peak");
        if (stability.Margins.Count > 0)
        {
            var lowest = stability.Margins.Min();
            var step = stability.Margins.ToList().IndexOf(lowest);
            line("", $"closest at step {step} of {stability.Margins.Count}, where the limit is {lowest:G3} times the rate");
        }

        if (result.RangeTests.Count > 0)
        {
            line("", $"range test: lowest loss at {string.Join(", ", result.RangeTests.Select(test => test.BestRate.ToString("G3", CultureInfo.InvariantCulture)))} (a quick sweep; the limit above is measured)");
        }
    }

    private static string Value(Eigenvalue eigenvalue) => FormattableString.Invariant($"{eigenvalue.Value:G6} \u00b1 {eigenvalue.Error:G2}");
}
