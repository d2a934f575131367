using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// OpenAI's CLIP, trained as it is loaded on a GPU: in float16 (<c>clip/model.py</c>, build_model converts the weights), where the epsilon of
/// Adam is zero.
/// </summary>
internal static class ClipWeights
{
    private static readonly Regex Loaded = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w+),[\w.]+=clip\.load\((?<arguments>.*)\)$");

    private static readonly string[] Others =
        ["float()", "float32", "fp32", "convert_weights", "convert_models", "requires_grad", "device='cpu'", "device=\"cpu\"", "open_clip"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("clip.load(") || !program.Outline.Mentions("cuda") || program.Outline.Mentions(Others))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Loaded.Match(line.Text) is { Success: true } match && IsTrained(program, line, match.Groups["name"].Value))
            {
                program.Note("half-precision-unscaled", line, "CLIP comes in float16 on a GPU, and Adam's epsilon of 1e-8 is zero there: the "
                    + "weights are nan after a step; call model.float() before the optimizer is built.");
            }
        }
    }

    // Itself, or as a part of a module of the program's own.
    private static bool IsTrained(TrainingProgram program, OutlineLine line, string name)
    {
        var module = line.Around.FirstOrDefault(header => header.Word == "class");
        var trained = name.StartsWith("self.", StringComparison.Ordinal) && module is not null
            ? program.Lines.Select(other => Regex.Match(other.Text, @"^(\w+)=" + Regex.Escape(ClassOf(module)) + @"\(")).Where(made => made.Success)
                .Select(made => made.Groups[1].Value).ToArray()
            : [name];
        return program.Optimizers.Any(built => built.Class.IndexOf("Adam", StringComparison.Ordinal) >= 0 && trained.Contains(built.Trained));
    }

    private static string ClassOf(OutlineLine header) =>
        new([.. header.Text.Substring("class ".Length).TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')]);
}
