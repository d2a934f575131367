using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A data set that is split, where the whole of it is trained on and the first part on nothing.</summary>
internal static class UnusedSplits
{
    private static readonly Regex Splits = TrainingProgram.Pattern(
        @"^\(?(?<train>[A-Za-z][\w.]*),(?<rest>[A-Za-z][\w.]*)(?:,[\w.]+)?\)?=(?:[\w.]+\.)?random_split\((?:dataset=)?(?<whole>[\w.]+),");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Splits.Match(line.Text) is not { Success: true } split || split.Groups["train"].Value is var train
                && (train.IndexOf("train", StringComparison.OrdinalIgnoreCase) < 0 || train == split.Groups["whole"].Value))
            {
                continue;
            }

            var used = program.Lines.Where(other => !ReferenceEquals(other, line)).ToArray();
            var (whole, part) = (split.Groups["whole"].Value, split.Groups["train"].Value);
            if (Array.Find(used, other => Loads(other.Text, whole) && IsForTraining(other)) is { } loader
                && Array.Exists(used, other => Loads(other.Text, split.Groups["rest"].Value))
                && !Array.Exists(used, other => ProgramText.HasWord(other.Text, part) || ProgramText.HasWord(other.Text,
                    part.Substring(part.LastIndexOf('.') + 1)) && other.Text.IndexOf('.' + part.Substring(part.LastIndexOf('.') + 1),
                        StringComparison.Ordinal) >= 0))
            {
                program.Note("validation-is-training", loader, "The training reads all of '" + whole + "', the part that it is validated "
                    + "on included, and '" + part + "' is read by nothing; load '" + part + "' here.");
                return;
            }
        }
    }

    private static bool Loads(string text, string name) => Regex.IsMatch(text, @"DataLoader\((?:dataset=)?" + Regex.Escape(name) + @"[,)]");

    private static bool IsForTraining(OutlineLine line) => line.Text.StartsWith("train", StringComparison.Ordinal)
        || line.Text.StartsWith("self.train", StringComparison.Ordinal)
        || line.Word == "return" && line.Function is { } function && ProgramNames.NameOf(function) == "train_dataloader";
}
