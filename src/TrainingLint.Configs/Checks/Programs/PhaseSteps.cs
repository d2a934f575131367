using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Steps that are taken more often than the optimizer's: a scheduler in the evaluation pass of a function that does both passes, and
/// gradients unscaled for every part of a batch (<c>torch/amp/grad_scaler.py</c>: "unscale_() has already been called on this optimizer
/// since the last update().").
/// </summary>
internal static class PhaseSteps
{
    private static readonly Regex Unscales = TrainingProgram.Pattern(@"^(?<name>(?:\w+\.)*\w*scaler)\.unscale_\(");

    private static readonly Regex Scheduler = TrainingProgram.Pattern(@"^(?<name>\w*sched\w*)\.step\(\)$", RegexOptions.IgnoreCase);

    private static readonly string[] Phases = ["is_train", "train", "training", "is_training", "do_train"];

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Unscales.Match(line.Text) is { Success: true } unscales)
            {
                ObserveUnscaled(program, line, unscales.Groups["name"].Value);
            }
            else if (Scheduler.Match(line.Text) is { Success: true } steps && IsInBothPasses(program, line, steps.Groups["name"].Value))
            {
                program.Note("step-order", line, "The scheduler is stepped in the evaluation pass as well, where the optimizer is not, so "
                    + "its rate falls too early; step it beside the optimizer.");
            }
        }
    }

    // In the loop itself, where each update() stands under a condition that only some rounds fulfil.
    private static void ObserveUnscaled(TrainingProgram program, OutlineLine line, string name)
    {
        if (line.Parent is not { Word: "for" or "while" } loop || program.Outline.Mentions("NativeScaler", "accelerat"))
        {
            return;
        }

        var updates = program.Lines.Where(other => other.IsIn(loop)
            && other.Text.StartsWith(name + ".update(", StringComparison.Ordinal)).ToArray();
        if (updates.Length > 0 && Array.TrueForAll(updates, update => update.Around.TakeWhile(header => !ReferenceEquals(header, loop))
            .Any(header => header.Word == "if" && header.Text.IndexOf('%') > 0))
            && !program.Lines.Any(other => other.IsIn(loop) && other.Index < line.Index && other.Word is "continue"))
        {
            program.Note("step-order", line, name + ".unscale_() is called in every round and " + name + ".update() only in some: the "
                + "second call stops with 'unscale_() has already been called on this optimizer since the last update()'; unscale and "
                + "clip beside the step.");
        }
    }

    // def run(model, loader, optimizer, scheduler, is_train): if is_train: optimizer.step(), and scheduler.step() outside of it.
    private static bool IsInBothPasses(TrainingProgram program, OutlineLine line, string scheduler)
    {
        if (line.Function is not { } function || ProgramNames.ParametersOf(function) is var parameters
            && (Array.Find(Phases, parameters.Contains) is null || !parameters.Contains(scheduler)))
        {
            return false;
        }

        var phase = Array.Find(Phases, ProgramNames.ParametersOf(function).Contains);
        return program.Steps.Any(step => ReferenceEquals(step.Line.Function, function)
            && step.Line.Around.Any(header => header.Text == "if " + phase + ":"))
            && !line.Around.TakeWhile(header => !ReferenceEquals(header, function)).Any(header => header.Word is "if" or "else" or "elif")
            && !program.Lines.Any(other => ReferenceEquals(other.Function, function) && other.Index < line.Index
                && other.Word is "continue" or "return")
            && program.Names.CallsOf(function).Any(call => ProgramText.Split(call.Arguments) is var given
                && (given.Contains("False") || given.Contains(phase + "=False")) && !given.Any(one => one == "None"
                    || one.EndsWith("=None", StringComparison.Ordinal)));
    }
}
