using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A loop whose evaluation switches the model into evaluation mode, and that nothing switches back.</summary>
internal static class EvaluationModes
{
    private static readonly Regex Evaluates = TrainingProgram.Pattern(@"^(?<name>[\w.]+)\.eval\(\)$");

    private static readonly Regex Others = TrainingProgram.Pattern(@"teacher|ema|target|best|frozen|\bref|old|feature|vae|clip|extract",
        RegexOptions.IgnoreCase);

    private static readonly Regex Called = TrainingProgram.Pattern(@"(?<![\w.])(?:self\.)?(?<name>[A-Za-z_]\w*)\(");

    // Where the mode makes a difference.
    private static readonly Regex Modal = TrainingProgram.Pattern(@"Dropout|BatchNorm|InstanceNorm|dropout|models\.\w+\("
        + @"|from_pretrained|resnet",
        RegexOptions.None);

    public static void Observe(TrainingProgram program)
    {
        if (!Modal.IsMatch(program.Outline.Text) || program.Steps.Count == 0)
        {
            return;
        }

        foreach (var loop in program.Lines.Where(line => line.Word is "for" or "while" && !line.Loops.Any()))
        {
            var inside = Reached(program, loop);
            if (!program.Steps.Any(step => inside.Contains(step.Line)) || inside.Any(IsSwitchedBack))
            {
                continue;
            }

            var mode = inside.FirstOrDefault(line => Evaluates.Match(line.Text) is { Success: true } match
                && !Others.IsMatch(match.Groups["name"].Value)
                && program.Optimizers.Any(built => DottedName.Last(built.Trained) == DottedName.Last(match.Groups["name"].Value)));

            // A helper that evaluates only after the loop over the epochs is not reached from it.
            if (mode is not null)
            {
                program.Note("left-in-evaluation-mode", mode, "The loop calls eval() and never train() again, so from the second round on "
                    + "dropout is off and batch normalization keeps its statistics; call train() at the start of every epoch.");
            }
        }
    }

    private static bool IsSwitchedBack(OutlineLine line) =>
        line.Text.IndexOf(".train(", StringComparison.Ordinal) >= 0 || line.Text.IndexOf("set_train", StringComparison.Ordinal) >= 0
        || line.Text.IndexOf("training=", StringComparison.Ordinal) >= 0 || line.Text.IndexOf("train_mode", StringComparison.Ordinal) >= 0;

    // The lines of a loop and of the program's own functions that it calls, those that they call included.
    private static List<OutlineLine> Reached(TrainingProgram program, OutlineLine loop)
    {
        var functions = program.Lines.Where(line => line.IsFunction).ToLookup(NameOf, StringComparer.Ordinal);
        var reached = program.Lines.Where(line => line.IsIn(loop)).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < reached.Count && reached.Count < 20_000; i++)
        {
            foreach (Match match in Called.Matches(reached[i].Text))
            {
                if (seen.Add(match.Groups["name"].Value))
                {
                    reached.AddRange(functions[match.Groups["name"].Value].SelectMany(function =>
                        program.Lines.Where(line => ReferenceEquals(line.Function, function) && !line.IsIn(loop))));
                }
            }
        }

        return reached;
    }

    private static string NameOf(OutlineLine function)
    {
        var start = function.Text.IndexOf("def ", StringComparison.Ordinal) + 4;
        var end = function.Text.IndexOf('(');
        return end > start ? function.Text.Substring(start, end - start) : "";
    }
}
