using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A call that a training loop lacks: its brackets, the backward pass, or the step.</summary>
internal static class MissingCalls
{
    private static readonly Regex Named = TrainingProgram.Pattern(
        @"^(?<object>(?:\w+\.)*\w*(?:opt|optim|optimizer|loss|model|net|scheduler|scaler)\w*)\.(?<method>step|zero_grad|backward"
            + @"|train|eval|update)$");

    private static readonly Regex Clears = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w*opt\w*)\.zero_grad\(");

    private static readonly Regex IsLoss = TrainingProgram.Pattern(@"^\w*loss\w*=.*\(");

    // Whatever computes gradients or follows them by another name.
    private static readonly string[] Elsewhere = ["backward", "autograd", ".grad", "accelerat", "fabric", "deepspeed", "engine",
        "closure", "jax", "mindspore",
        "oneflow", "paddle", "hook", "learn2learn", "step_and", "functional_call"];

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Named.Match(line.Text) is { Success: true } named)
            {
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), named.Groups["method"].Value, line.Text,
                    "a method that is named and not called does nothing; write " + line.Text + "()", Severity.Warning));
            }
        }

        ObserveBackward(program);
        ObserveStep(program);
    }

    // zero_grad() and step() in one loop, and not a word of a gradient in the program.
    private static void ObserveBackward(TrainingProgram program)
    {
        if (program.Steps.Count != 1 || program.Outline.Mentions(Elsewhere))
        {
            return;
        }

        var (step, name) = program.Steps[0];
        if (step.Text == name + ".step()" && program.Beside(step).Any(line => Clears.Match(line.Text) is { Success: true } clears
                && clears.Groups["name"].Value == name)
            && program.Beside(step).Any(line => line.Index < step.Index && IsLoss.IsMatch(line.Text)))
        {
            program.Note("step-without-backward", step, "The loop steps " + name
                + " and nothing computes a gradient, so no weight moves; call "
                + "loss.backward() before the step.");
        }
    }

    // zero_grad() and backward() in one loop, and not a word of a step in the program.
    private static void ObserveStep(TrainingProgram program)
    {
        if (program.Outline.Mentions("step", "accelerat", "fabric", "deepspeed", "engine", "apply_gradients", "optimize(", "minimize(",
            "hook", "param.data",
            "p.data"))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Clears.Match(line.Text) is { Success: true } clears && line.Loops.Any()
                && program.Beside(line).Any(other => other.Text.EndsWith("loss.backward()", StringComparison.Ordinal))
                && !program.Beside(line).Any(other => Regex.IsMatch(other.Text, @"[(,=]" + Regex.Escape(clears.Groups["name"].Value)
                    + @"[),]")))
            {
                program.Note("backward-without-step", line, "The loop clears and computes gradients and nothing follows them, so no "
                    + "weight moves; "
                    + "call " + clears.Groups["name"].Value + ".step() after backward().");
                return;
            }
        }
    }
}
