using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// An adapter that is loaded to be trained further without saying so: <c>PeftModel.from_pretrained</c> freezes it unless
/// <c>is_trainable=True</c> (<c>peft/peft_model.py</c>).
/// </summary>
internal static class LoadedAdapters
{
    private static readonly Regex Loaded = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:\w+\.)?(?:PeftModel|PeftModelFor\w+|AutoPeftModel\w*)\.from_pretrained\((?<arguments>.*)\)$");

    // Whatever thaws it, builds another, or merges it first.
    private static readonly string[] Others =
        ["is_trainable", "requires_grad", "get_peft_model", "merge_and_unload", "merge_adapter", "add_adapter", "load_adapter", "peft_config=",
            "FastLanguageModel", "mark_only_lora", "**"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("PeftModel") || program.Outline.Mentions(Others) || !program.Outline.Mentions(".train("))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Loaded.Match(line.Text) is { Success: true } match && match.Groups["name"].Value is var name
                && line.Parent is not { Word: "if" or "elif" or "else" }
                && program.Lines.Any(other => other.Index > line.Index && IsTrained(other.Text, name)))
            {
                program.Note("everything-frozen", line, "The adapter is loaded for inference, with all weights frozen, and then trained: "
                    + "nothing learns; pass is_trainable=True to from_pretrained().");
            }
        }
    }

    private static bool IsTrained(string text, string name) => text.IndexOf("Trainer(", StringComparison.Ordinal) >= 0
        && (text.IndexOf("model=" + name + ",", StringComparison.Ordinal) >= 0
            || text.IndexOf("model=" + name + ")", StringComparison.Ordinal) >= 0
            || text.IndexOf("Trainer(" + name + ",", StringComparison.Ordinal) >= 0);
}
