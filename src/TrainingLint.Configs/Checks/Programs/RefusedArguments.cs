using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Arguments that a library refuses beside each other, or takes otherwise than meant: Adafactor's (<c>transformers/optimization.py</c>),
/// and the response template of trl, whose last blank the tokenizer joins to the word behind it.
/// </summary>
internal static class RefusedArguments
{
    private static readonly Regex Adafactor = TrainingProgram.Pattern(@"(?<![\w.])(?:transformers\.)?Adafactor\(");

    private static readonly Regex Collator = TrainingProgram.Pattern(@"\bDataCollatorForCompletionOnlyLM\(");

    public static void Observe(TrainingProgram program)
    {
        foreach (var line in program.Lines.Where(line => line.Word is not ("from" or "import" or "class")))
        {
            if (Arguments(line, Adafactor) is { } adafactor && IsImported(program))
            {
                ObserveAdafactor(program, line, adafactor);
            }

            if (Arguments(line, Collator) is { } collator)
            {
                ObserveTemplate(program, line, collator);
            }
        }
    }

    private static bool IsImported(TrainingProgram program) => program.Lines.Any(line => line.Word is "from" or "import"
        && (line.Text.StartsWith("from transformers", StringComparison.Ordinal) && ProgramText.HasWord(line.Text, "Adafactor")
            || line.Text == "import transformers"))
        && !program.Lines.Any(line => line.Word == "class" && ProgramNames.NameOf(line) == "Adafactor");

    private static string? Arguments(OutlineLine line, Regex called)
    {
        var match = called.Match(line.Text);
        var open = match.Index + match.Length - 1;
        var close = match.Success ? ProgramText.EndOf(line.Text, open) : -1;
        return close < 0 ? null : line.Text.Substring(open + 1, close - open - 1);
    }

    private static void ObserveAdafactor(TrainingProgram program, OutlineLine line, string arguments)
    {
        var isRelative = ProgramText.Argument(arguments, "relative_step", -1) ?? "True";
        if (arguments.IndexOf('*') >= 0 || isRelative is not ("True" or "False"))
        {
            return;
        }

        if (isRelative == "False" && ProgramText.Argument(arguments, "warmup_init", -1) == "True")
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "Adafactor.warmup_init", "True beside relative_step=False",
                "False, or relative_step=True", "Adafactor refuses it: \"warmup_init=True requires relative_step=True\"", Severity.Error);
        }
        else if (isRelative == "True" && ProgramText.Argument(arguments, "lr", 1) is { Length: > 0 } rate && char.IsDigit(rate[0]))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "Adafactor.lr", rate + " beside relative_step=True, its default",
                "relative_step=False, or no rate", "Adafactor refuses it: \"Cannot combine manual lr and relative_step=True\"",
                Severity.Error);
        }
    }

    private static void ObserveTemplate(TrainingProgram program, OutlineLine line, string arguments)
    {
        if (ProgramText.Argument(arguments, "response_template", 0) is { } given
            && (given[0] == '\'' ? given : program.Names.Of(line, given)?.Text) is { Length: > 3 } text
            && text.StartsWith("'", StringComparison.Ordinal) && text.EndsWith(" '", StringComparison.Ordinal))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "response_template", text, "the template without the blank behind it",
                "most tokenizers join the blank to the next word, the template is not found in any sample, and nothing is trained",
                Severity.Info);
        }
    }
}
