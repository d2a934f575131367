using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// A gradient scaler of which a loop uses one half: losses that it enlarges for an optimizer that steps by itself, or a step of gradients
/// that it never saw (<c>torch/amp/grad_scaler.py</c>: "No inf checks were recorded for this optimizer.").
/// </summary>
internal static class ScaledRounds
{
    private static readonly string[] Engines = ["unscale_", "accelerat", "fabric", "deepspeed", "apex", "NativeScaler", "loss_scaler",
        "get_scale",
        "1./scaler", "/ scaler", "enabled="];

    private static readonly Regex Builds = TrainingProgram.Pattern(@"^(?<name>[\w.]*scaler\w*)=(?:[\w.]+\.)?GradScaler\(",
        RegexOptions.IgnoreCase);

    private static readonly Regex OwnStep = TrainingProgram.Pattern(@"scaler\w*\.step\(", RegexOptions.IgnoreCase);

    private static readonly Regex OwnScale = TrainingProgram.Pattern(@"scaler\w*\.scale\(|scaler\w*\(", RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("GradScaler(") || !program.Outline.Mentions("backward("))
        {
            return;
        }

        var (steps, scales) = (program.Lines.Any(line => OwnStep.IsMatch(line.Text)),
            program.Lines.Any(line => OwnScale.IsMatch(line.Text) && !Builds.IsMatch(line.Text)));
        if (!program.Outline.Mentions(Engines))
        {
            ObserveHalves(program, steps, scales);
        }

        foreach (var line in program.Lines)
        {
            if (Builds.Match(line.Text) is { Success: true } built && line.Parent is { } loop && loop.IsLoop()
                && program.Within(loop).Any(step => OwnStep.IsMatch(step.Text) && ReferenceEquals(step.Loops.FirstOrDefault(), loop)))
            {
                program.Note("optimizer-recreated", line, "The gradient scaler is built anew for every batch, so it starts from a scale of "
                    + "65536 each time and never learns which one the gradients bear; build it once, before the loop.");
                return;
            }
        }
    }

    private static void ObserveHalves(TrainingProgram program, bool steps, bool scales)
    {
        foreach (var round in program.Rounds)
        {
            var backs = round.Own.Where(one => one.Act == TrainingAct.Backward).ToArray();
            var taken = round.Of(TrainingAct.Step);
            if (backs is not { Length: 1 } || taken is not { Length: 1 } || round.MayDoMore)
            {
                continue;
            }

            if (scales && !steps && backs[0].IsScaled && !taken[0].IsScaled)
            {
                program.Note("step-order", taken[0].Line, "The loss is enlarged by the gradient scaler and " + taken[0].Name + ".step() "
                    + "follows the "
                    + "enlarged gradients; write scaler.step(" + taken[0].Name + "), which makes them small again and leaves out those "
                        + "that overflow.");
                return;
            }

            if (!scales && steps && taken[0].IsScaled && !backs[0].IsScaled)
            {
                program.Note("step-order", backs[0].Line, "scaler.step() is taken and no loss is ever scaled: it stops with \"No inf "
                    + "checks were "
                    + "recorded for this optimizer\"; write scaler.scale(" + (backs[0].Name.Length > 0 ? backs[0].Name : "loss")
                        + ").backward().");
                return;
            }
        }
    }
}
