using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Weights in float16 that an optimizer steps by itself, with no copy in float32: the epsilon of Adam is zero beside them. CLIP's own
/// package loads such weights on a GPU (<c>clip/model.py</c>, convert_weights; <c>clip/clip.py</c>, load: float() on the CPU alone).
/// </summary>
internal static class HalfSteps
{
    private static readonly Regex Loads = TrainingProgram.Pattern(@"^(?<name>[\w.]+),[\w.]+=clip\.load\((?<arguments>.*)\)$");

    private static readonly Regex Halved = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)(?:=[\w.]+(?:\(.*\))?|)(?:\.cuda\(\)|\.to\([\w.:']+\))?\.half\(\)(?:\.cuda\(\)|\.to\([\w.:']+\))?$");

    private static readonly string[] Others =
        [".float()", "float32", "fp32", "requires_grad", "peft", "lora", "Lora", "adapter", "deepspeed", "fsdp", "FSDP", "apex", "master",
            "FP16", "loss_scale", "GradScaler", "scaler", "upcast", "bitsandbytes", "accelerat", "lightning", "copy_(", "network_to_half",
            "eps=", "open_clip", "torch.float)", "convert_", "bfloat16"];

    public static void Observe(TrainingProgram program)
    {
        if (program.Optimizers.Count == 0 || program.Outline.Mentions(Others))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Loads.Match(line.Text) is { Success: true } loaded && IsOnGpu(program, line, loaded.Groups["arguments"].Value)
                && Stepped(program, line, loaded.Groups["name"].Value) is { } steps)
            {
                Note(program, line, steps, "clip.load() gives weights in float16 on a GPU", "model.float()");
            }
            else if (Halved.Match(line.Text) is { Success: true } halved && line.Parent?.Word is not ("if" or "else" or "elif")
                && Stepped(program, line, halved.Groups["name"].Value) is { } own && own.Line.Index > line.Index)
            {
                Note(program, line, own, "half() makes the weights float16", "autocast() and a GradScaler over weights in float32");
            }
        }
    }

    // Plain gradient descent has no epsilon to lose: it stalls, and goes on.
    private static void Note(TrainingProgram program, OutlineLine line, BuiltOptimizer steps, string what, string instead)
    {
        var divides = OptimizerFamilies.Of(steps.Class) == OptimizerFamily.Adam;
        program.Note("half-precision-unscaled", line, what + " and " + steps.Name + " steps them as they are: gradients below 6e-8 "
            + (divides ? "and the epsilon of Adam are zero in float16, so the weights are NaN after the first steps"
                : "are zero in float16, and so is a step below a thousandth of its weight")
            + "; write " + instead + ".", divides ? Severity.Warning : Severity.Info);
    }

    private static bool IsOnGpu(TrainingProgram program, OutlineLine line, string arguments)
    {
        var device = ProgramText.Argument(arguments, "device", 1) ?? "";
        var made = ProgramText.IsPath(device) ? program.Names.Follow(line, device)?.Text ?? device : device;
        return made.IndexOf("'cpu'", StringComparison.Ordinal) < 0 || made.IndexOf("cuda", StringComparison.Ordinal) >= 0;
    }

    // The optimizer that holds what has this name: itself, or the module of which it is a part.
    private static BuiltOptimizer? Stepped(TrainingProgram program, OutlineLine line, string name) =>
        program.Optimizers.FirstOrDefault(built => program.Steps.Any(step => step.Name == built.Name) && (built.Trained == name
            ? ReferenceEquals(built.Line.Function, line.Function)
            : name.StartsWith("self.", StringComparison.Ordinal) && ProgramNames.OwnerOf(line) is { } owner
                && IsOf(program, built, ProgramNames.NameOf(owner))
                && !program.Lines.Any(other => other.IsIn(owner) && (other.Text.IndexOf("no_grad(", StringComparison.Ordinal) >= 0
                    || other.Text.IndexOf("detach(", StringComparison.Ordinal) >= 0))));

    private static bool IsOf(TrainingProgram program, BuiltOptimizer built, string owner) =>
        program.Names.Follow(built.Line, built.Trained) is { } made
            && made.Text.StartsWith(owner + "(", StringComparison.Ordinal);
}
