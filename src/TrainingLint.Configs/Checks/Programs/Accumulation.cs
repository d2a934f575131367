using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Gradients of several batches that are added up and not divided by their number.</summary>
internal static class Accumulation
{
    private static readonly Regex Counts = TrainingProgram.Pattern(@"accum|\bgrad_steps\b|update_freq|virtual_batch",
        RegexOptions.IgnoreCase);

    private static readonly Regex Divides = TrainingProgram.Pattern(
        @"/=?\s*\(?\s*(?:float\()?[\w.]{0,40}(?:accum|update_freq|grad_steps|virtual_batch)|loss\w*\s*=\s*\(?loss\w*\s*/|loss\w*\s*/="
            + @"|loss\w*\s*/\s*[\w.]+\)*\.backward|reduction\s*=\s*['""]sum",
        RegexOptions.IgnoreCase);

    private static readonly Regex Followed = TrainingProgram.Pattern(@"^(?:[\w.]+\.scale\()?(?<name>[\w.]+)\)?\.backward\(");

    private static readonly string[] Engines = ["accelerator", "fabric", "deepspeed", "scale_factor", ".mul_(", ".div_(", ".div("];

    public static void Observe(TrainingProgram program)
    {
        if (program.Steps.Count != 1 || program.Outline.Mentions(Engines) || Divides.IsMatch(program.Outline.Text))
        {
            return;
        }

        var (step, name) = program.Steps[0];
        if (step.Parent is not { Word: "if" } guard || !Counts.IsMatch(guard.Text) || guard.Loops.FirstOrDefault() is not { } loop
            || !program.Beside(step).Any(line => line.Text.IndexOf("zero_grad(", StringComparison.Ordinal) >= 0))
        {
            return;
        }

        var backward = program.Lines.Where(line => ReferenceEquals(line.Loops.FirstOrDefault(), loop)
            && line.Text.IndexOf(".backward(", StringComparison.Ordinal) >= 0).ToArray();
        if (backward.Length == 1 && backward[0].Index < step.Index && ReferenceEquals(backward[0].Parent, guard.Parent)
            && !IsShare(program, loop, backward[0]))
        {
            var isScaleFree = program.Optimizers.Any(built => built.Name == name
                && OptimizerFamilies.Of(built.Class) is OptimizerFamily.Adam) || !program.Optimizers.Any(built => built.Name == name);
            program.Note("accumulation-undivided", backward[0], "The gradients of several batches are added up before "
                + name + ".step() and the loss is not divided by their number, so the step is that many times too large; divide the loss "
                + "before backward().", isScaleFree ? Severity.Info : Severity.Warning);
        }
    }

    // A sum that the batch of the whole update divides, or a share that has a name of its own.
    private static bool IsShare(TrainingProgram program, OutlineLine loop, OutlineLine backward) =>
        Followed.Match(backward.Text) is not { Success: true } followed || program.Lines.Any(line => line.IsIn(loop)
            && line.Text.StartsWith(followed.Groups["name"].Value + "=", StringComparison.Ordinal) && line.Text.IndexOf('/') >= 0);
}
