using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Lightning steps a ReduceLROnPlateau that is returned to it, by the metric that "monitor" names, and refuses one without
/// (<c>lightning/pytorch/core/optimizer.py</c>: "`configure_optimizers` must include a monitor when a `ReduceLROnPlateau` scheduler is
/// used").
/// </summary>
internal static class ReturnedPlateaus
{
    private static readonly Regex Built = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w+)=(?:[\w.]+\.)?ReduceLROnPlateau\(");

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("ReduceLROnPlateau(") || program.Outline.Mentions("automatic_optimization"))
        {
            return;
        }

        foreach (var function in program.Lines.Where(line => line.IsFunction && line.Parent is { Word: "class" }
            && ProgramNames.NameOf(line) == "configure_optimizers"))
        {
            var body = program.Lines.Where(line => line.IsIn(function)).ToArray();
            var returns = body.Where(line => line.Word == "return").ToArray();
            if (returns.Length == 1 && ReferenceEquals(returns[0].Parent, function)
                && !Array.Exists(body, line => line.Text.IndexOf("monitor", StringComparison.Ordinal) >= 0
                    || line.Text.IndexOf("**", StringComparison.Ordinal) >= 0)
                && Array.Exists(body, line => Returns(line, returns[0], function, body)))
            {
                program.Note("plateau-without-metric", returns[0], "Lightning steps ReduceLROnPlateau by a metric and is not told which: "
                    + "it stops with \"must include a monitor\"; return {'optimizer': ..., 'lr_scheduler': {'scheduler': ..., "
                    + "'monitor': ...}}.",
                    Core.Findings.Severity.Warning);
            }
        }
    }

    // [optimizer], [scheduler] or a dictionary, where the name has no other value.
    private static bool Returns(OutlineLine line, OutlineLine returned, OutlineLine function, OutlineLine[] body)
    {
        var text = returned.Text.Substring(6).TrimStart(' ', '(');
        if (!(text.StartsWith("[", StringComparison.Ordinal) || text.StartsWith("{", StringComparison.Ordinal)))
        {
            return false;
        }

        return ReferenceEquals(line, returned) ? Regex.IsMatch(text, @"[\[:](?:[\w.]+\.)?ReduceLROnPlateau\(")
            : Built.Match(line.Text) is { Success: true } built && built.Groups["name"].Value is var name
                && ReferenceEquals(line.Parent, function) && Regex.IsMatch(text, @"[\[:,]" + Regex.Escape(name) + @"[\],}]")
                && body.Count(other => other.Text.StartsWith(name + "=", StringComparison.Ordinal)) == 1;
    }
}
