using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Gradients that are clipped while a scaler holds them enlarged, before they are computed or after the step.</summary>
internal static class Clipping
{
    private static readonly Regex Clips = TrainingProgram.Pattern(@"\bclip_grad_(?:norm|value)_?\(");

    private static readonly Regex ScaledBackward = TrainingProgram.Pattern(@"\.scale\(.{0,200}\)\.backward\(");

    // Engines that unscale before they clip.
    private static readonly string[] Engines = ["unscale", "accelerator.", "fabric.", "amp.master_params", "deepspeed", "NativeScaler"];

    public static void Observe(TrainingProgram program)
    {
        foreach (var clip in program.Lines.Where(line => Clips.IsMatch(line.Text) && !line.IsFunction
            && line.Text.IndexOf("scaler.", StringComparison.Ordinal) < 0))
        {
            var beside = program.Lines.Where(line => ReferenceEquals(line.Function, clip.Function)).ToArray();
            var scaled = beside.LastOrDefault(line => line.Index < clip.Index && ScaledBackward.IsMatch(line.Text));
            if (scaled is not null && !program.Outline.Mentions(Engines)
                && beside.Any(line => line.Index > clip.Index && line.Text.IndexOf("scaler.step(", StringComparison.Ordinal) >= 0)
                && !beside.Any(line => line.Index > scaled.Index && line.Index < clip.Index && IsOtherBackward(line.Text)))
            {
                program.Note("misplaced-clipping", clip, "The gradients are clipped while they are still multiplied by the loss scale "
                    + "(65536 at the start), so every step is cut to almost nothing; call scaler.unscale_(optimizer) before clipping.");
            }

            ObserveOrder(program, clip);
        }
    }

    // Clipped with nothing computed yet in this round, or with the step already taken.
    private static void ObserveOrder(TrainingProgram program, Formats.Python.OutlineLine clip)
    {
        // Under a condition it stands where the condition does.
        var at = clip.Parent is { Word: "if" } condition ? condition : clip;
        if (clip.Loops.FirstOrDefault() is not { } loop || !ReferenceEquals(at.Parent, loop))
        {
            return;
        }

        var beside = program.Beside(at).ToArray();
        var backward = Array.FindAll(beside, line => line.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0);
        var steps = program.Steps.Where(step => step.Line.IsIn(loop)).Select(step => step.Line).ToArray();
        if (backward.Length == 1 && steps.Length == 1 && ReferenceEquals(steps[0].Parent, loop) && backward[0].Index < steps[0].Index
            && (clip.Index < backward[0].Index || clip.Index > steps[0].Index)
            && program.Lines.Count(line => line.IsIn(loop) && Clips.IsMatch(line.Text)) == 1 && IsOfStep(program, clip, steps[0]))
        {
            program.Note("misplaced-clipping", clip, clip.Index > steps[0].Index
                ? "The gradients are clipped after the step that follows them; clip between backward() and step()."
                : "The gradients are clipped before backward() computes them; clip between backward() and step().");
        }
    }

    // A second network may have a step, and a helper that computes its gradients, of its own.
    private static bool IsOfStep(TrainingProgram program, Formats.Python.OutlineLine clip, Formats.Python.OutlineLine step)
    {
        var name = program.Steps.First(one => ReferenceEquals(one.Line, step)).Name;
        return clip.Text.IndexOf(".parameters(", StringComparison.Ordinal) < 0 || program.Optimizers.Any(built => built.Name == name
            && clip.Text.IndexOf(built.Trained + ".parameters(", StringComparison.Ordinal) >= 0);
    }

    private static bool IsOtherBackward(string text) =>
        text.IndexOf(".backward(", StringComparison.Ordinal) >= 0 && !ScaledBackward.IsMatch(text);
}
