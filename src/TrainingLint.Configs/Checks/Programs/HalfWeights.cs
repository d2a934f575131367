using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Weights in float16 beside a gradient scaler, which refuses to unscale their gradients
/// (<c>torch/amp/grad_scaler.py</c>, _unscale_grads_: "Attempting to unscale FP16 gradients.").
/// </summary>
internal static class HalfWeights
{
    private static readonly Regex Cast = TrainingProgram.Pattern(@"^(?:(?<name>[\w.]+)=[\w.]+(?:\(.*\))?)?(?<of>[\w.]*)\.half\(\)$");

    private static readonly Regex Scaled = TrainingProgram.Pattern(
        @"\bprecision\s*=\s*(?:16\b|['""]16(?:-mixed)?['""])|\bGradScaler\(\s*\)|\bGradScaler\(\s*(?:device\s*=\s*)?['""]cuda['""]\s*\)|\bfp16\s*=\s*True");

    private static readonly Regex Loaded = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=[\w.]+\.from_pretrained\(.*\b(?:torch_)?dtype=(?:torch\.(?:float16|half)|'float16')[,)]");

    // Whatever trains other weights than those that were cast.
    private static readonly string[] Others =
        ["peft", "Lora", "lora", "load_in_", "quantization_config", "BitsAndBytes", "prepare_model", "requires_grad", "adapter", "float32",
            ".float()", "deepspeed", "fsdp", "upcast", "cast_"];

    public static void Observe(TrainingProgram program)
    {
        if (!Scaled.IsMatch(program.Outline.Text) || program.Outline.Mentions(Others))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            var name = Cast.Match(line.Text) is { Success: true } cast
                ? cast.Groups["name"].Length > 0 ? cast.Groups["name"].Value : cast.Groups["of"].Value
                : Loaded.Match(line.Text) is { Success: true } loaded ? loaded.Groups["name"].Value : "";
            if (name.Length > 0 && IsTrained(program, name, line))
            {
                program.NoteUnfit(program.Outline.PlaceOf(line), name, "weights in float16 under mixed precision", "weights in float32, of "
                    + "which mixed precision makes its own float16 copies, or bf16",
                    "the gradient scaler stops with 'Attempting to unscale FP16 gradients'");
            }
        }
    }

    // Weights that are halved after the training, or for an evaluation alone, are trained as they were.
    private static bool IsTrained(TrainingProgram program, string name, OutlineLine cast)
    {
        var after = program.Lines.Where(line => line.Index > cast.Index && ReferenceEquals(line.Function, cast.Function)).ToArray();
        return cast.Word != "if" && cast.Parent is not { Word: "if" or "else" or "elif" }
            && (program.Optimizers.Any(built => built.Trained == name && after.Contains(built.Line))
                || Array.Exists(after, line => line.Text.IndexOf(".fit(" + name, StringComparison.Ordinal) >= 0
                    || (line.Text.IndexOf(".fit(", StringComparison.Ordinal) >= 0
                        && line.Text.IndexOf("model=" + name, StringComparison.Ordinal) >= 0)
                    || (line.Text.IndexOf("Trainer(", StringComparison.Ordinal) >= 0
                        && (line.Text.IndexOf("model=" + name + ",", StringComparison.Ordinal) >= 0
                            || line.Text.IndexOf("Trainer(" + name + ",", StringComparison.Ordinal) >= 0))));
    }
}
