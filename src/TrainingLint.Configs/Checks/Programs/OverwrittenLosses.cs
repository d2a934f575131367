using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>A regularisation that is added to a loss which is then written over.</summary>
internal static class OverwrittenLosses
{
    private static readonly Regex Added = TrainingProgram.Pattern(
        @"^(?<loss>(?:self\.)?\w*loss\w*)(?:\+=|=\k<loss>\+)(?<term>.*"
            + @"(?:weight_decay|l2_loss|l2_reg|l1_reg|reg_loss|regulariz|regularis).*)$",
        RegexOptions.IgnoreCase);

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines)
        {
            if (Added.Match(line.Text) is { Success: true } added && added.Groups["loss"].Value is var loss
                && program.Lines.FirstOrDefault(other => other.Index > line.Index
                    && other.Text.StartsWith(loss + "=", StringComparison.Ordinal)
                    && !other.Text.StartsWith(loss + "==", StringComparison.Ordinal)) is { Parent: { } block } over
                && (ReferenceEquals(line.Parent, block) || line.IsIn(block))
                && ReferenceEquals(over.Function, line.Function) && IsFresh(over, loss) && IsUnread(program, line, over, loss))
            {
                program.Note(new WithoutEffectObservation(program.Outline.PlaceOf(line), loss, added.Groups["term"].Value,
                    "the loss is written over below before anything reads it; add to it there as well (+=)", Severity.Warning));
                return;
            }
        }
    }

    private static bool IsFresh(OutlineLine over, string loss) => !ProgramText.HasWord(over.Text.Substring(loss.Length + 1), loss)
        && over.Text.Substring(loss.Length + 1) is not ("0" or "0.0" or "0." or "None");

    // Nothing between but further terms, and no way out of the block.
    private static bool IsUnread(TrainingProgram program, OutlineLine line, OutlineLine over, string loss) => !program.Lines.Any(other =>
        other.Index > line.Index && other.Index < over.Index && (other.Word is "return" or "break" or "continue" or "raise" or "yield"
            || (ProgramText.HasWord(other.Text, loss) && !other.Text.StartsWith(loss + "+=", StringComparison.Ordinal))
            || Regex.IsMatch(other.Text, @"\bself\.\w+\(\)$")));
}
