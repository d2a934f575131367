using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Dropout by the function, which is on unless it is told otherwise (<c>torch/nn/functional.py</c>, dropout: training=True; the two of
/// alpha dropout have training=False).
/// </summary>
internal static class FunctionalDropout
{
    private static readonly Regex Applied = TrainingProgram.Pattern(
        @"(?<![\w.])(?:F|nn\.functional|torch\.nn\.functional)\.dropout(?:[123]d)?\(");

    private static readonly string[] Meant = ["mc_dropout", "MCDropout", "monte carlo", "Monte Carlo", "Monte-Carlo", "bayes", "Bayes",
        "uncertainty", "SimCSE", "simcse", "Prenet", "PreNet", "paddle"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions(".eval()") || program.Outline.Mentions(Meant))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            foreach (Match applied in Applied.Matches(line.Text))
            {
                var open = applied.Index + applied.Length - 1;
                var close = ProgramText.EndOf(line.Text, open);
                var arguments = close < 0 ? "" : line.Text.Substring(open + 1, close - open - 1);
                if (close > 0 && line.Around.Any(header => header.IsFunction && ProgramNames.NameOf(header) == "forward")
                    && ProgramText.Argument(arguments, "training", 2) is null
                        && arguments.IndexOf("training", StringComparison.Ordinal) < 0
                    && arguments.IndexOf('*') < 0
                    && !line.Around.Any(header => header.Text.IndexOf("training", StringComparison.Ordinal) >= 0 && !header.IsFunction)
                    && ProgramText.Argument(arguments, "p", 1) is not ("0" or "0.0"))
                {
                    program.Note("dropout-always-on", line, "F.dropout() is on by default and does not know of eval(), so the model "
                        + "is judged "
                        + "with random holes; pass training=self.training.");
                    return;
                }
            }
        }
    }
}
