using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Gradients that are clipped while a scaler holds them enlarged, before they are computed or after the step.</summary>
internal static class Clipping
{
    private static readonly Regex Clips = TrainingProgram.Pattern(@"\bclip_grad_(?:norm|value)_?\(");

    private static readonly Regex ScaledBackward = TrainingProgram.Pattern(@"\.scale\(.{0,200}\)\.backward\(");

    // if args.clip is not None: if max_norm > 0:
    private static readonly Regex Asks = TrainingProgram.Pattern(@"clip|norm|grad", RegexOptions.IgnoreCase);

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

    // Clipped with nothing computed yet in this round, or with the step already taken. What runs once a round may stand in a loop, under
    // a condition that asks for the clipping alone, or in a function that clears the gradients first.
    private static void ObserveOrder(TrainingProgram program, OutlineLine clip)
    {
        var loop = clip.Loops.FirstOrDefault();
        var round = loop ?? clip.Function;

        // A limit without end measures the norm.
        if (clip.Text.IndexOf("inf", StringComparison.Ordinal) >= 0 || round is null
            || !clip.Around.TakeWhile(header => !ReferenceEquals(header, round)).All(IsCondition))
        {
            return;
        }

        var beside = program.Lines.Where(line => IsOf(line, loop, clip)).ToArray();
        var backward = Array.FindAll(beside, line => line.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0);
        var steps = program.Steps.Where(step => IsOf(step.Line, loop, clip)).Select(step => step.Line).ToArray();
        if (backward.Length == 1 && steps.Length == 1 && backward[0].Index < steps[0].Index && IsOnceARound(backward[0], round)
            && IsOnceARound(steps[0], round) && (clip.Index < backward[0].Index || clip.Index > steps[0].Index)
            && beside.Count(line => Clips.IsMatch(line.Text)) == 1 && IsOfStep(program, clip, steps[0])
            && (loop is not null || StartsRound(beside, clip, backward[0])))
        {
            program.Note("misplaced-clipping", clip, clip.Index > steps[0].Index
                ? "The gradients are clipped after the step that follows them; clip between backward() and step()."
                : "The gradients are clipped before backward() computes them; clip between backward() and step().");
        }
    }

    private static bool IsCondition(OutlineLine header) => header.Word == "with"
        || (header.Word == "if" && Asks.IsMatch(header.Text) && header.Text.IndexOf('%') < 0);

    private static bool IsOnceARound(OutlineLine line, OutlineLine round) =>
        line.Around.TakeWhile(header => !ReferenceEquals(header, round)).All(header => header.Word is "with" || IsCondition(header));

    private static bool IsOf(OutlineLine line, OutlineLine? loop, OutlineLine clip) => loop is not null
        ? ReferenceEquals(line.Loops.FirstOrDefault(), loop)
        : ReferenceEquals(line.Function, clip.Function) && !line.Loops.Any();

    // In a function that is called once a round, what was cleared a line before cannot be clipped yet.
    private static bool StartsRound(OutlineLine[] beside, OutlineLine clip, OutlineLine backward) => Array.Exists(beside, line =>
        line.Text.IndexOf("zero_grad(", StringComparison.Ordinal) >= 0 && line.Index < clip.Index == clip.Index < backward.Index
        && (clip.Index < backward.Index || line.Index < backward.Index));

    // A second network may have a step, and a helper that computes its gradients, of its own.
    private static bool IsOfStep(TrainingProgram program, OutlineLine clip, OutlineLine step)
    {
        var name = program.Steps.First(one => ReferenceEquals(one.Line, step)).Name;
        return clip.Text.IndexOf(".parameters(", StringComparison.Ordinal) < 0
            || program.Steppers.Any(built => built.Name == name && (built.Trained.Length == 0
                || clip.Text.IndexOf(built.Trained + ".parameters(", StringComparison.Ordinal) >= 0));
    }

    private static bool IsOtherBackward(string text) =>
        text.IndexOf(".backward(", StringComparison.Ordinal) >= 0 && !ScaledBackward.IsMatch(text);
}
