using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// A gradient scaler that steps and is never updated (<c>torch/amp/grad_scaler.py</c>, step: "step() has already been called since the last
/// update().").
/// </summary>
internal static class GradientScalers
{
    private static readonly Regex Steps = TrainingProgram.Pattern(@"(?<![\w.])(?<name>(?:self\.)?\w*scaler)\.step\(");

    private static readonly string[] Others = ["accelerator", "fabric", "NativeScaler", "state_dict_key", "grad_scaler_update"];

    public static void Observe(TrainingProgram program)
    {
        var steps = program.Lines.Where(line => Steps.IsMatch(line.Text)).ToArray();
        if (steps.Length == 0 || program.Outline.Mentions(Others) || !program.Outline.Mentions("GradScaler", "scaler.scale("))
        {
            return;
        }

        var name = Steps.Match(steps[0].Text).Groups["name"].Value;

        // What the program calls by another name may be updated by that name.
        if (steps.All(line => Steps.Match(line.Text).Groups["name"].Value == name) && steps[0].Loops.Any()
            && program.Outline.Mentions(name + ".scale(") && !Regex.IsMatch(program.Outline.Text, @"scaler\w*\s*\.\s*update\s*\("))
        {
            program.Note("step-order", steps[0], name + ".step() is never followed by " + name + ".update(): the second step stops with a "
                + "RuntimeError, and the loss scale is never adapted; call " + name + ".update() after each step.");
        }
    }
}
