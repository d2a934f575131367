using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Samples that are gathered class by class and then split by Keras' <c>validation_split</c>, which takes the last of them before anything
/// is shuffled (<c>keras/src/trainers/trainer.py</c>, fit).
/// </summary>
internal static class SortedSplits
{
    private static readonly Regex Label = TrainingProgram.Pattern(@"^(?<list>\w*(?:label|target|class)\w*|[yY]\w{0,6})\.append\((?<value>\w+)\)$");

    private static readonly Regex Fit = TrainingProgram.Pattern(@"\.fit\(.*\bvalidation_split=(?:0?\.\d+)");

    private static readonly string[] Mixing =
        ["shuffle(", "permutation", "train_test_split", "sample(", "choice(", "argsort", "StratifiedShuffle", "from_tensor_slices", "randperm"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("validation_split") || program.Outline.Mentions(Mixing))
        {
            return;
        }

        var fit = program.Lines.FirstOrDefault(line => Fit.IsMatch(line.Text));
        if (fit is not null && program.Lines.Any(line => Label.Match(line.Text) is { Success: true } label && line.Index < fit.Index
            && IsOfOuterLoop(line, label.Groups["value"].Value)))
        {
            program.NoteUnfit(program.Outline.PlaceOf(fit), "validation_split", "the last of samples that stand class by class",
                "samples that are shuffled before fit()",
                "validation_split takes the last of them before any shuffling, so the last classes are never trained and the first never validated");
        }
    }

    // for index, name in enumerate(classes): for path in ...: labels.append(index)
    private static bool IsOfOuterLoop(OutlineLine line, string value)
    {
        var loops = line.Loops.ToArray();
        return loops.Length > 1 && loops.Skip(1).Any(loop =>
            Regex.IsMatch(loop.Text, @"^for \(?" + Regex.Escape(value) + @"\b[^:]*?in enumerate\("));
    }
}
