using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// A padding token that is the end token, in a training whose collator leaves padding out of the loss
/// (<c>transformers/data/data_collator.py</c>, DataCollatorForLanguageModeling: labels of pad_token_id become -100).
/// </summary>
internal static class MaskedEnds
{
    private static readonly Regex Same = TrainingProgram.Pattern(
        @"^(?<pad>[\w.]+)\.pad_token(?<id>_id)?=[\w.]+\.eos_token(?:_id)?$|add_special_tokens\(\{'pad_token':[\w.]+\.eos_token\}\)");

    private static readonly Regex Collates = TrainingProgram.Pattern(@"DataCollatorForLanguageModeling\([^\n]{0,200}mlm\s*=\s*False");

    public static void Observe(TrainingProgram program)
    {
        var text = program.Outline.Text;
        var masks = Collates.IsMatch(text)
            || (program.Outline.Mentions("SFTTrainer(") && !program.Outline.Mentions("packing=True", "packing = True",
                "DataCollatorForSeq2Seq"));
        if (masks && !program.Outline.Mentions("add_eos_token=True", "add_eos_token = True")
            && program.Lines.FirstOrDefault(line => Same.IsMatch(line.Text)) is { } line)
        {
            program.Note(new MaskedEndObservation(program.Outline.PlaceOf(line)));
        }
    }
}
