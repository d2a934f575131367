using System;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Losses of TensorFlow's functions over what has been through a soft-max or sigmoid already (<c>tensorflow/python/ops/nn_ops.py</c>:
/// "This op
/// expects unscaled logits").
/// </summary>
internal static class GraphLosses
{
    private static readonly Regex Loss = TrainingProgram.Pattern(
        @"(?<name>(?:sparse_)?softmax_cross_entropy_with_logits(?:_v2)?|sigmoid_cross_entropy_with_logits)\(");

    private static readonly Regex Applied = TrainingProgram.Pattern(@"^tf\.(?:nn\.)?(?<kind>softmax|sigmoid)\(");

    private static readonly Regex ByArgument = TrainingProgram.Pattern(@",activation(?:_fn)?=(?:tf\.(?:nn\.)?|')(?<kind>softmax"
        + @"|sigmoid)'?[,)]");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Loss.Match(line.Text) is not { Success: true } loss)
            {
                continue;
            }

            var open = loss.Index + loss.Length - 1;
            var close = ProgramText.EndOf(line.Text, open);
            var logits = close < 0 ? null : ProgramText.Argument(line.Text.Substring(open + 1, close - open - 1), "logits", -1);
            if (logits is null || program.Names.Follow(line, logits) is not { Position: -1, IsEach: false } made)
            {
                continue;
            }

            var wanted = loss.Groups["name"].Value.IndexOf("sigmoid", StringComparison.Ordinal) >= 0 ? "sigmoid" : "softmax";
            var kind = Applied.Match(made.Text) is { Success: true } applied
                && ProgramText.Call(made.Text) is not null ? applied.Groups["kind"].Value
                : ProgramText.Call(made.Text) is not null && ByArgument.Match(made.Text) is { Success: true } argument
                    ? argument.Groups["kind"].Value : "";
            if (kind == wanted)
            {
                program.Note("loss-input-mismatch", made.Line, "The output has been through a " + kind + " and "
                    + loss.Groups["name"].Value
                    + "() applies one of its own: the gradients shrink and the loss stays near its start; hand it the logits.");
                return;
            }
        }
    }
}
