using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// What a library leaves aside without a word: arguments of another model's class (Simple Transformers,
/// <c>classification_model.py</c> and <c>multi_label_classification_model.py</c>: only a dictionary and the own class are taken), and
/// classes that no data set of mmdetection is given.
/// </summary>
internal static class IgnoredArguments
{
    private static readonly Regex Model = TrainingProgram.Pattern(@"(?<![\w.])(?<kind>(?:MultiLabel)?Classification)Model\(");

    private static readonly Regex Classes = TrainingProgram.Pattern(@"^classes=[(\['].*[)\]']$");

    private static readonly Regex Sets = TrainingProgram.Pattern(@"^dataset_type='(?:Coco|VOC)Dataset'$");

    public static void Observe(TrainingProgram program)
    {
        if (program.Outline.Mentions("from simpletransformers"))
        {
            ObserveArguments(program);
        }

        if (program.Outline.Mentions("_base_", "model = dict(") && program.Lines.Any(line => Sets.IsMatch(line.Text)))
        {
            ObserveClasses(program);
        }
    }

    private static void ObserveArguments(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Word is not ("class" or "def")))
        {
            var match = Model.Match(line.Text);
            var open = match.Index + match.Length - 1;
            var close = match.Success ? ProgramText.EndOf(line.Text, open) : -1;
            var given = close < 0 ? null : ProgramText.Argument(line.Text.Substring(open + 1, close - open - 1), "args", -1);
            if (given is not null && program.Names.Follow(line, given) is { } made && ProgramText.Call(made.Text) is { } call
                && DottedName.Last(call.Name) is var type && type.EndsWith("Args", StringComparison.Ordinal)
                && type != match.Groups["kind"].Value + "Args" && program.Lines.Any(import => import.Word == "from"
                    && import.Text.StartsWith("from simpletransformers", StringComparison.Ordinal)
                    && ProgramText.HasWord(import.Text, type)))
            {
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(made.Line), "args", type + "(...)",
                    match.Groups["kind"].Value + "Model takes " + match.Groups["kind"].Value + "Args or a dictionary and trains by its "
                    + "defaults otherwise, for one epoch", Severity.Warning));
                return;
            }
        }
    }

    // classes = (...) at the top, and neither a data set nor anything else that takes it.
    private static void ObserveClasses(TrainingProgram program)
    {
        var line = program.Lines.FirstOrDefault(one => one.Parent is null && Classes.IsMatch(one.Text));
        var isTrained = program.Lines.Any(one => one.Text.StartsWith("data=dict(", StringComparison.Ordinal)
            && one.Text.IndexOf("train=dict(", StringComparison.Ordinal) > 0
            && one.Text.IndexOf("ann_file=", StringComparison.Ordinal) > 0);
        if (line is not null && isTrained && !program.Outline.Mentions("CLASSES", "metainfo", "_base_.classes")
            && !program.Lines.Any(other => !ReferenceEquals(other, line) && ProgramText.HasWord(other.Text, "classes")))
        {
            program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), "classes", line.Text.Substring(8),
                "no data set is given them and each keeps the classes of its type, so no label of another name is trained on; write "
                + "classes=classes in train, val and test", Severity.Warning));
        }
    }
}
