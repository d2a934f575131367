using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>One of several optimizers whose gradients nothing clears, beside others that are cleared by name.</summary>
internal static class UnclearedOptimizers
{
    private static readonly Regex Clears = TrainingProgram.Pattern(@"(?<name>[A-Za-z_][\w.]*)\.zero_grad\(");

    private static readonly string[] Others = [".grad=", ".grad =", "accelerat", "fabric", "deepspeed", "closure", "autograd.grad(",
        "toggle_optimizer",
        ".grad.zero_", "clear_grad", "_zero_grad", "zero_grads", "reset_grad"];

    public static void Observe(TrainingProgram program)
    {
        if (program.Optimizers.Count < 2 || !program.IsOfTorch() || program.Outline.Mentions(Others))
        {
            return;
        }

        var cleared = program.Lines.SelectMany(line => Clears.Matches(line.Text).Cast<Match>().Select(match => match.Groups["name"].Value))
            .Distinct().ToArray();
        var known = program.Optimizers.SelectMany(built => new[] { built.Name, built.Trained }).ToArray();
        if (cleared.Length == 0 || cleared.Any(name => !known.Contains(name)))
        {
            return;
        }

        foreach (var built in program.Optimizers.Where(one => !cleared.Contains(one.Name) && !cleared.Contains(one.Trained)))
        {
            var round = program.Rounds.FirstOrDefault(one => one.Own.Any(step => step.Act == TrainingAct.Step && step.Name == built.Name)
                && one.Own.Any(step => step.Act == TrainingAct.Backward));
            if (round is not null && !round.MayDoMore && program.Optimizers.Count(one => one.Name == built.Name) == 1
                && !program.Lines.Any(line => !ReferenceEquals(line, built.Line) && Regex.IsMatch(line.Text, @"[(,\[=]"
                    + Regex.Escape(built.Name) + @"[),\]]") && !line.Text.HasAny("scaler.", "LR(", "Plateau(", "save(")))
            {
                var step = round.Own.First(one => one.Act == TrainingAct.Step && one.Name == built.Name);
                program.Note("missing-zero-grad", step.Line, "Nothing clears the gradients that " + built.Name + " follows, though those "
                    + "of the "
                    + "other optimizer are cleared: they add up over all batches; call " + built.Name + ".zero_grad() before their "
                        + "backward().");
                return;
            }
        }
    }
}
