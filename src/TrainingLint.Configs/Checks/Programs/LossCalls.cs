using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>How a loss is called: its class in place of an object of it, its two arguments the wrong way round.</summary>
internal static class LossCalls
{
    private static readonly Regex Class = TrainingProgram.Pattern(
        @"(?<![\w.])(?:torch\.)?nn\.(?<class>CrossEntropyLoss|MSELoss|BCELoss|BCEWithLogitsLoss|NLLLoss|L1Loss|SmoothL1Loss|KLDivLoss"
            + @"|HuberLoss)\(");

    private static readonly Regex Called = TrainingProgram.Pattern(@"(?<![\w.])(?<name>[A-Za-z_][\w.]*(?:\(\))?)\(");

    private static readonly Regex Label = TrainingProgram.Pattern(@"^(?:\w+_)?(?:labels?|targets?|y_true|gt|ground_truth|y_batch|batch_y"
        + @"|yb|lbls?)(?:_\w+)?$",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions("oss", "entropy"))
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.Has("(") && !line.IsFunction && line.Word != "class"))
        {
            foreach (var (match, arguments, end) in line.Text.Has("Loss(") ? line.Text.Calls(Class) : [])
            {
                var given = ProgramText.Split(arguments);
                if (given.Count == 2 && !given.Any(ProgramText.IsNamed) && given.All(one => one.IndexOf('(') >= 0
                    || ProgramText.IsPath(one))
                    && !given.Any(one => one is "True" or "False" or "None" || one.HasAny("weight", "reduc", "size_average"))
                        && !line.Text.Substring(end).StartsAs("("))
                {
                    program.Note("loss-input-mismatch", line, match.Groups["class"].Value + " is the class of a loss and takes the "
                        + "tensors for settings: it stops, "
                        + "or gives an object that has no backward(); write nn." + match.Groups["class"].Value + "()(...), or the "
                            + "function.");
                    return;
                }
            }

            foreach (var (match, arguments, _) in line.Text.Calls(Called))
            {
                if (IsSwapped(program, line, match.Groups["name"].Value, arguments))
                {
                    program.Note("loss-arguments-swapped", line, "The loss gets the labels first and the output of the model second; write "
                        + match.Groups["name"].Value + "(output, target).");
                    return;
                }
            }
        }
    }

    // criterion(labels, outputs), where outputs = model(images) and the loop gives the labels. Differences do not mind.
    private static bool IsSwapped(TrainingProgram program, OutlineLine line, string called, string arguments)
    {
        var given = ProgramText.Split(arguments);
        return given.Count == 2 && !given.Any(ProgramText.IsNamed) && ProgramText.IsPath(given[0]) && Label.IsMatch(given[0])
            && LossInputs.KindOfLoss(program, line, called) is "CrossEntropyLoss" or "BCEWithLogitsLoss" or "BCELoss" or "NLLLoss"
            && IsData(program, line, given[0]) && program.Names.Of(line, given[1]) is { Position: -1, IsEach: false } made
            && ReferenceEquals(made.Line.Function, line.Function) && ProgramText.Call(made.Text) is { } call
            && Regex.IsMatch(call.Name, @"(?:^|\.)\w*(?:model|net|network|classifier|encoder|forward)\w*$", RegexOptions.IgnoreCase);
    }

    private static bool IsData(TrainingProgram program, OutlineLine line, string name) => program.Names.All(line,
        name) is { Count: > 0 } all
        && all.All(value => value.IsEach || value.Text.StartsAs(name + ".") || value.Text.StartsAs("Variable(" + name));
}
