using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A scheduler that is built and never heard of again, or stepped before the optimizer in every round.</summary>
internal static class IdleSchedulers
{
    private static readonly Regex Built = TrainingProgram.Pattern(
        @"^(?<name>(?:self\.)?\w+)=(?:(?:torch\.)?(?:optim\.)?lr_scheduler\.)?(?:StepLR|MultiStepLR|ExponentialLR|CosineAnnealingLR"
            + @"|CosineAnnealingWarmRestarts"
        + @"|OneCycleLR|CyclicLR|LambdaLR|ReduceLROnPlateau|LinearLR|PolynomialLR)\(");

    private static readonly string[] Elsewhere = ["Trainer", "trainer", "LightningModule", "fabric", "deepspeed", "globals()",
        "locals()", "vars(", "getattr",
        "__dict__"];

    public static void Observe(TrainingProgram program)
    {
        if (program.Steps.Count == 0 || program.Outline.Mentions(Elsewhere))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Built.Match(line.Text) is { Success: true } match && DottedName.Last(match.Groups["name"].Value) is var name
                && !program.Lines.Any(other => !ReferenceEquals(other, line) && IsNamed(other.Text, name) && !Built.IsMatch(other.Text))
                && ProgramNames.OwnerOf(line) is var owner && (owner is null || owner.Text.IndexOf('(') < 0
                    || owner.Text.IndexOf("(object)", StringComparison.Ordinal) > 0 || match.Groups["name"].Value == name)
                && (match.Groups["name"].Value == name || owner is null || program.Names.IsBuiltHere(owner))
                && line.Parent?.Word is not ("if" or "elif" or "else")
                && program.Steps.Any(step => program.Outline.Mentions(step.Name))
                && IsTrainedBeside(program, line))
            {
                program.Note("step-order", line, "The scheduler '" + name
                    + "' is built and never stepped, so the rate stays where it starts; "
                    + "call " + name + ".step() once an epoch, or once a batch if it counts batches.");
            }
        }

        ObserveEarly(program);
    }

    // The optimizer that it schedules is stepped in this program.
    private static bool IsTrainedBeside(TrainingProgram program, OutlineLine line)
    {
        var open = line.Text.IndexOf('(');
        var given = ProgramText.Split(line.Text.Substring(open + 1)).FirstOrDefault() ?? "";
        given = given.StartsWith("optimizer=", StringComparison.Ordinal) ? given.Substring(10) : given;
        return program.Steps.Any(step => step.Name == given.TrimEnd(')'));
    }

    private static bool IsNamed(string text, string name) => Regex.IsMatch(text, @"(?<!\w)" + Regex.Escape(name) + @"(?!\w)");

    // sched.step() above optimizer.step() in the same block (torch/optim/lr_scheduler.py warns of it since 1.1).
    private static void ObserveEarly(TrainingProgram program)
    {
        foreach (var (step, name) in program.Steps)
        {
            var early = program.Beside(step).FirstOrDefault(line => line.Index < step.Index
                && line.Text.EndsWith(".step()", StringComparison.Ordinal)
                && step.Loops.Any() && ReferenceEquals(step.Parent, step.Loops.First())
                && program.Names.Of(line, line.Text.Substring(0, line.Text.Length - 7)) is { } made && Built.IsMatch(made.Line.Text)
                && made.Line.Text.IndexOf("(" + name, StringComparison.Ordinal) > 0);
            if (early is not null && program.Beside(step).Any(line => line.Index > early.Index && line.Index < step.Index
                && line.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0))
            {
                program.Note("step-order", early, "The scheduler is stepped before " + name
                    + ".step(), so the first rate of the schedule is "
                    + "skipped; step it after the optimizer.", Core.Findings.Severity.Info);
            }
        }
    }
}
