using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// A gradient scaler that steps in every round and never updates: the second step() is refused
/// (<c>torch/amp/grad_scaler.py</c>: "step() has already been called since the last update().").
/// </summary>
internal static class ScalerSteps
{
    private static readonly Regex Steps = TrainingProgram.Pattern(@"^(?:\w+=)?(?<name>(?:\w+\.)*\w*scaler)\.step\(");

    private static readonly Regex Backward = TrainingProgram.Pattern(@"\.backward\(");

    private static readonly string[] Others = ["deepspeed", "accelerate", "fabric", "NativeScaler", "def step(", "def update("];

    public static void Observe(TrainingProgram program)
    {
        if (program.Outline.Mentions(Others))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Steps.Match(line.Text) is { Success: true } match && match.Groups["name"].Value is var name
                && line.Loops.Any(loop => IsRound(program, loop, name)) && !IsUpdated(program, line, name))
            {
                program.Note("step-order", line, name + ".step() is taken in every round and " + name
                    + ".update() in none: the second step "
                    + "stops with 'step() has already been called since the last update()'; call " + name + ".update() after each step.");
                return;
            }
        }
    }

    // Losses are scaled and followed in the same loop.
    private static bool IsRound(TrainingProgram program, OutlineLine loop, string name) => program.Lines.Any(line => line.IsIn(loop)
        && Backward.IsMatch(line.Text) && line.Text.IndexOf(name + ".scale(", StringComparison.Ordinal) >= 0);

    // Anywhere in the function, or by whatever else gets the scaler or all that there is.
    private static bool IsUpdated(TrainingProgram program, OutlineLine step, string name)
    {
        var last = DottedName.Last(name);
        return program.Outline.Mentions(last + ".update", last + ", 'update'")
            || program.Lines.Any(line => step.Loops.Any(line.IsIn) && !ReferenceEquals(line, step)
                && (Regex.IsMatch(line.Text, @"[(,=](?:self\.)?" + Regex.Escape(last) + @"[),]")
                    || Regex.IsMatch(line.Text, @"[(,]self[),]|locals\(\)")));
    }
}
